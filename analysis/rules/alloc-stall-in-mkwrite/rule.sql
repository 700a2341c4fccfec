-- SPDX-License-Identifier: Apache-2.0
-- id:        alloc-stall-in-mkwrite
-- title:     Write faults reclaimed or compacted memory themselves
-- severity:  medium
-- family:    latency
-- anomaly:   E07
-- evidence:  exact
-- needs:     alloc_stall, mkwrite
-- param:     min_ms = 10  time of all write faults together, at the least [ms]
-- reference: mm/page_alloc.c __alloc_pages_slowpath, mm/vmscan.c try_to_free_pages, mm/compaction.c (5.10 to 6.12)
WITH call AS (
  SELECT *
  FROM mkwrite
  WHERE level IN ('fs', 'vm')
),
stalled AS (
  SELECT s.*, m.function, m.dev, m.ino, m.start_ts AS call_ts, m.end_ts AS call_end_ts
  FROM alloc_stall AS s
  ASOF JOIN call AS m
    ON m.capture_id = s.capture_id
    AND m.buffer_id = s.buffer_id
    AND m.tid = s.tid
    AND m.start_ts <= s.start_ts
  WHERE s.unpaired IS NULL
    AND m.unpaired IS NULL
    AND s.start_ts < m.end_ts
    AND s.kind IN ('direct_reclaim', 'memcg_reclaim', 'compaction')
)
SELECT
  MIN(start_ts) AS ts,
  ARG_MIN(cpu, start_ts) AS cpu,
  ARG_MIN(tid, start_ts) AS tid,
  CASE WHEN dev IS NULL THEN function ELSE format('{} on device {}:{}', function, dev >> 20, dev & 1048575) END AS subject,
  format(
    '{} ms of write-fault time was {}, {} times in {} threads', CAST(SUM(stall_ns) AS BIGINT) // 1000000, STRING_AGG(DISTINCT REPLACE(kind, '_', ' '), ', ' ORDER BY REPLACE(kind, '_', ' ')), COUNT(*),
    COUNT(DISTINCT tid)
  ) AS message,
  capture_id,
  function,
  dev,
  COUNT(*) AS stalls,
  CAST(SUM(stall_ns) AS BIGINT) AS stall_ns,
  CAST(SUM(reclaimed) AS BIGINT) AS reclaimed,
  MAX(end_ts) AS last_ts
FROM stalled
GROUP BY capture_id, function, dev
HAVING SUM(stall_ns) >= $min_ms * 1000000
ORDER BY capture_id, ts, function
