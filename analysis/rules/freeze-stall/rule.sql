-- SPDX-License-Identifier: Apache-2.0
-- id:        freeze-stall
-- title:     Write faults waited for a frozen file system
-- severity:  medium
-- family:    latency
-- anomaly:   E09
-- evidence:  exact
-- needs:     lock_wait, mkwrite
-- param:     min_ms = 1000  longest wait, at the least [ms]
-- reference: include/linux/fs.h sb_start_pagefault, kernel/locking/percpu-rwsem.c __percpu_down_read (5.10 to 6.12)
WITH call AS (
  SELECT *
  FROM mkwrite
  WHERE level IN ('fs', 'vm')
),
waited AS (
  SELECT w.*, m.function, m.dev, COALESCE(w.end_ts, c.end_ts) AS stop_ts
  FROM lock_wait AS w
  ASOF JOIN call AS m
    ON m.capture_id = w.capture_id
    AND m.buffer_id = w.buffer_id
    AND m.tid = w.tid
    AND m.start_ts <= w.start_ts
  JOIN capture AS c
    ON c.capture_id = w.capture_id
  WHERE (w.lock_class = 'sb_pagefaults' OR (w.lock_class IS NULL AND w.flag_names LIKE '%PERCPU%'))
    AND w.unpaired IS DISTINCT FROM 'lost events'
    AND w.start_ts < COALESCE(m.end_ts, c.end_ts)
)
SELECT
  MIN(start_ts) AS ts,
  ARG_MIN(cpu, start_ts) AS cpu,
  ARG_MIN(tid, start_ts) AS tid,
  CASE WHEN dev IS NULL THEN function ELSE format('{} on device {}:{}', function, dev >> 20, dev & 1048575) END AS subject,
  format('write faults of {} threads waited for a freeze of the file system, the longest {} s', COUNT(DISTINCT tid), MAX(stop_ts - start_ts) // 1000000000) AS message,
  capture_id,
  function,
  dev,
  COUNT(*) AS waits,
  COUNT(DISTINCT tid) AS threads,
  MAX(stop_ts - start_ts) AS longest_ns,
  MAX(stop_ts) AS last_ts
FROM waited
GROUP BY capture_id, function, dev
HAVING MAX(stop_ts - start_ts) >= $min_ms * 1000000
ORDER BY capture_id, ts, function
