-- SPDX-License-Identifier: Apache-2.0
-- id:        f2fs-gc-in-mkwrite
-- title:     f2fs collected garbage inside write faults
-- severity:  medium
-- family:    latency
-- anomaly:   E08
-- evidence:  exact
-- needs:     journal_wait, mkwrite
-- param:     min_ms = 1  time of all together, at the least [ms]
-- reference: fs/f2fs/file.c f2fs_vm_page_mkwrite, fs/f2fs/segment.c f2fs_balance_fs, fs/f2fs/gc.c f2fs_gc (5.10 to 6.12)
WITH call AS (
  SELECT *
  FROM mkwrite
  WHERE level IN ('fs', 'vm')
),
collected AS (
  SELECT w.*, m.function, m.ino AS file_ino, m.index
  FROM journal_wait AS w
  ASOF JOIN call AS m
    ON m.capture_id = w.capture_id
    AND m.buffer_id = w.buffer_id
    AND m.tid = w.tid
    AND m.start_ts <= w.start_ts
  WHERE w.kind IN ('gc', 'checkpoint')
    AND w.journal = 'f2fs'
    AND m.unpaired IS NULL
    AND w.start_ts < m.end_ts
)
SELECT
  MIN(start_ts) AS ts,
  ARG_MIN(cpu, start_ts) AS cpu,
  ARG_MIN(tid, start_ts) AS tid,
  format('f2fs on device {}:{}', dev >> 20, dev & 1048575) AS subject,
  format(
    'garbage collection ran {} times and a checkpoint {} times inside write faults, {} ms in all', COUNT(*) FILTER (kind = 'gc'), COUNT(*) FILTER (kind = 'checkpoint'),
    CAST(SUM(wait_ns) FILTER (kind = 'gc') AS BIGINT) // 1000000
  ) AS message,
  capture_id,
  dev,
  COUNT(*) FILTER (kind = 'gc') AS collections,
  COUNT(*) FILTER (kind = 'checkpoint') AS checkpoints,
  CAST(SUM(wait_ns) FILTER (kind = 'gc') AS BIGINT) AS gc_ns,
  MAX(end_ts) AS last_ts
FROM collected
GROUP BY capture_id, dev
HAVING COUNT(*) FILTER (kind = 'gc') > 0
  AND SUM(wait_ns) FILTER (kind = 'gc') >= $min_ms * 1000000
ORDER BY capture_id, ts, dev
