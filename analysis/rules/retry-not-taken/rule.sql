-- SPDX-License-Identifier: Apache-2.0
-- id:        retry-not-taken
-- title:     A thread was told to fault again and did not
-- severity:  low
-- family:    mkwrite
-- anomaly:   B04
-- needs:     mkwrite, fault_call, syscall, loss_gap
-- reference: mm/memory.c do_page_mkwrite (0 or NOPAGE: the instruction runs again and faults again), 5.10 to 6.12; Documentation/filesystems/locking.rst, page_mkwrite
WITH asked AS (
  SELECT
    m.*
  FROM mkwrite AS m
  ASOF LEFT JOIN syscall AS s
    ON s.capture_id = m.capture_id
    AND s.tid = m.tid
    AND s.start_ts <= m.start_ts
  WHERE m.level = 'fs'
    AND (m.ret & 256) <> 0
    AND m.address IS NOT NULL
    AND (s.tid IS NULL OR s.end_ts < m.start_ts)
),
answered AS (
  SELECT
    a.*,
    f.start_ts AS again_ts,
    s.start_ts AS call_ts,
    s.name AS call,
    COALESCE(g.to_ts >= a.start_ts, FALSE) AS lost
  FROM asked AS a
  ASOF LEFT JOIN (SELECT capture_id, address >> 12 AS page, start_ts FROM fault_call) AS f
    ON f.capture_id = a.capture_id
    AND f.page = a.address >> 12
    AND f.start_ts > a.end_ts
  ASOF LEFT JOIN syscall AS s
    ON s.capture_id = a.capture_id
    AND s.tid = a.tid
    AND s.start_ts > a.end_ts
  ASOF LEFT JOIN loss_gap AS g
    ON g.capture_id = a.capture_id
    AND g.buffer_id = a.buffer_id
    AND g.from_ts <= COALESCE(f.start_ts, s.start_ts, a.end_ts)
),
judged AS (
  SELECT
    *,
    CASE
      WHEN again_ts <= COALESCE(call_ts, again_ts) THEN FALSE
      WHEN call_ts IS NOT NULL AND call NOT IN ('exit', 'exit_group', 'rt_sigreturn', 'munmap', 'mremap', 'mmap', 'madvise') THEN TRUE
    END AS dropped
  FROM answered
)
SELECT
  MIN(end_ts) AS ts,
  ARG_MIN(cpu, end_ts) AS cpu,
  ARG_MIN(tid, end_ts) AS tid,
  format('inode {} on device {}:{}', ino, dev >> 20, dev & 1048575) AS subject,
  format(
    '{} retries that page_mkwrite asked for were never made; first by thread {} at 0x{:x}, which went on to {}', COUNT(*), ARG_MIN(tid, end_ts),
    ARG_MIN(address, end_ts), ARG_MIN(call, end_ts)
  ) AS message,
  capture_id,
  dev,
  ino,
  COUNT(*) AS retries,
  ARG_MIN(index, end_ts) AS first_index,
  ARG_MIN(call, end_ts) AS call,
  ARG_MIN(call_ts, end_ts) AS call_ts,
  MAX(end_ts) AS last_ts
FROM judged
WHERE dropped
  AND NOT lost
GROUP BY capture_id, dev, ino
ORDER BY capture_id, ts, dev, ino
