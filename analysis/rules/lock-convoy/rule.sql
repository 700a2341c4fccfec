-- SPDX-License-Identifier: Apache-2.0
-- id:        lock-convoy
-- title:     Threads queued up behind a lock
-- severity:  medium
-- family:    latency
-- anomaly:   E05
-- evidence:  exact
-- needs:     lock_wait
-- param:     min_waiters = 4  threads that wait for one lock at the same time
-- param:     wait_ms_per_s = 100  their waits together, per second of the queue [ms]
-- reference: include/trace/events/lock.h contention_begin, kernel/locking/rwsem.c, mm/mmap_lock.c, mm/filemap.c filemap_invalidate_lock (5.15 to 6.12)
WITH wait AS (
  SELECT capture_id, buffer_id, method, lock_class, lock, flag_names, tid, cpu, start_ts, end_ts
  FROM lock_wait
  WHERE unpaired IS NULL
    AND context = 'task'
    AND (
      lock_class LIKE '%mmap_lock%'
      OR lock_class LIKE 'mapping.invalidate_lock%'
      OR (lock_class IS NULL AND (flag_names LIKE 'READ%' OR flag_names LIKE 'WRITE%') AND flag_names NOT LIKE '%PERCPU%')
    )
),
edge AS (
  SELECT capture_id, buffer_id, method, lock, start_ts AS ts, 1 AS step FROM wait
  UNION ALL
  SELECT capture_id, buffer_id, method, lock, end_ts, -1 FROM wait
),
depth AS (
  SELECT
    *,
    SUM(step) OVER (PARTITION BY capture_id, buffer_id, method, lock ORDER BY ts, step ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS waiters
  FROM edge
),
island AS (
  SELECT
    *,
    COUNT(*) FILTER (step = -1 AND waiters = 0) OVER (
      PARTITION BY capture_id, buffer_id, method, lock ORDER BY ts, step ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS queue
  FROM depth
),
queue AS (
  SELECT
    capture_id,
    buffer_id,
    method,
    lock,
    queue,
    MIN(ts) AS ts,
    MAX(ts) AS last_ts,
    MAX(waiters) AS waiters,
    SUM(-step * ts) AS wait_ns
  FROM island
  GROUP BY capture_id, buffer_id, method, lock, queue
)
SELECT
  q.ts,
  w.cpu,
  w.tid,
  COALESCE(w.lock_class, format('lock at 0x{:x}', q.lock)) AS subject,
  format('{} threads queued up behind it; their waits add up to {} ms within {} ms', CAST(q.waiters AS BIGINT), CAST(q.wait_ns AS BIGINT) // 1000000, (q.last_ts - q.ts) // 1000000) AS message,
  q.capture_id,
  printf('0x%x', q.lock) AS lock,
  w.flag_names,
  CAST(q.waiters AS BIGINT) AS waiters,
  CAST(q.wait_ns AS BIGINT) AS wait_ns,
  q.last_ts
FROM queue AS q
ASOF JOIN wait AS w
  ON w.capture_id = q.capture_id
  AND w.buffer_id = q.buffer_id
  AND w.method = q.method
  AND w.lock = q.lock
  AND w.start_ts <= q.ts
WHERE q.waiters >= $min_waiters
  AND q.wait_ns >= $wait_ms_per_s * 1000000 * GREATEST(1, (q.last_ts - q.ts) / 1000000000.0)
ORDER BY q.capture_id, q.ts, q.lock
