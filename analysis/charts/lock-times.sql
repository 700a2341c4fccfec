-- chart:   lock-times
-- title:   How long locks were waited for and held, by class
-- kind:    whiskers
-- x:       duration
-- x-unit:  ns
-- x-scale: log
-- y:       class
-- unit:    count
-- y-scale: lanes
-- series:  what
-- needs:   lock_hold?, lock_wait?
-- record:  No wait for a lock and no hold of one is in this capture. Record lock:contention_begin and lock:contention_end, or, on a kernel with lockdep and CONFIG_LOCK_STAT, lock:lock_acquire, lock:lock_acquired, lock:lock_contended and lock:lock_release.
-- note:    From the median to the longest, with the 99th percentile. The classes that were waited for longest, then those held longest. Without lockdep's events a wait has a kind instead of a class, and holds are not known.
WITH duration AS (
  SELECT capture_id, lock_class, 'held' AS what, released_ts - acquired_ts AS ns
  FROM lock_hold
  WHERE released_ts > acquired_ts
    AND acquired_by <> 'request'
  UNION ALL
  SELECT capture_id, COALESCE(lock_class, flag_names), 'waited for', end_ts - start_ts
  FROM lock_wait
  WHERE end_ts > start_ts
),
told AS (
  SELECT
    capture_id, lock_class, what, COUNT(*) AS n, SUM(ns) AS total, MAX(ns) AS longest,
    QUANTILE_DISC(ns, 0.5) AS median, QUANTILE_DISC(ns, 0.99) AS p99
  FROM duration
  GROUP BY capture_id, lock_class, what
),
ranked AS (
  SELECT
    *,
    SUM(CASE what WHEN 'held' THEN 0 ELSE total END) OVER class AS waited,
    SUM(CASE what WHEN 'held' THEN total ELSE 0 END) OVER class AS held
  FROM told
  WINDOW class AS (PARTITION BY capture_id, lock_class)
),
placed AS (
  SELECT *, DENSE_RANK() OVER (PARTITION BY capture_id ORDER BY waited DESC, held DESC, lock_class) AS place
  FROM ranked
)
SELECT
  capture_id,
  what AS series,
  CAST(NULL AS BIGINT) AS ts,
  CAST(p99 AS BIGINT) AS value,
  FALSE AS is_limit,
  CAST(NULL AS VARCHAR) AS method,
  CAST(median AS BIGINT) AS low,
  CAST(longest AS BIGINT) AS high,
  lock_class AS lane,
  CASE
    WHEN total >= 1000000000 THEN format('{:.2f} s', total / 1e9)
    WHEN total >= 1000000 THEN format('{:.1f} ms', total / 1e6)
    ELSE format('{:.1f} us', total / 1e3)
  END || ' in ' || n AS label,
  n,
  what AS n_of,
  CAST(total AS BIGINT) AS total_ns
FROM placed
WHERE place <= 14
ORDER BY capture_id, place, what DESC
