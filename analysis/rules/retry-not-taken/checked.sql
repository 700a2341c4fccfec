-- SPDX-License-Identifier: Apache-2.0
-- title: Retries asked for in user mode; undecided are those near a loss, and threads that nothing more is known of
-- needs: mkwrite, fault_call, syscall, loss_gap
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
  capture_id,
  COUNT(dropped) FILTER (NOT lost) AS checked,
  COUNT(*) FILTER (lost) AS undecided
FROM judged
GROUP BY capture_id
