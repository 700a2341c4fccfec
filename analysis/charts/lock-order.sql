-- chart:   lock-order
-- title:   Order of locks: what was asked for while what was held
-- kind:    arrows
-- x:       pairs of classes
-- x-unit:  count
-- y:       class
-- unit:    count
-- y-scale: lanes
-- series:  what
-- needs:   lock_order, lock_order_check, lock_cycle
-- record:  No lock that was asked for while another was held is in this capture. Record lock:lock_acquire, lock:lock_acquired and lock:lock_release on a kernel with lockdep.
-- note:    An arrow goes from the class that was held to the one that was asked for; those mostly taken first are at the top, so arrows that go up are against the usual order. Trylocks are left out. First what is part of a cycle, or against or as the kernel documents, then what was most frequent.
WITH edge AS (
  SELECT capture_id, outer_class, inner_class, CAST(SUM(times) AS BIGINT) AS times, MIN(first_ts) AS first_ts
  FROM lock_order
  WHERE NOT trylock
  GROUP BY capture_id, outer_class, inner_class
),
documented AS (
  SELECT capture_id, outer_class, inner_class, BOOL_OR(verdict IN ('inverted', 'degraded')) AS inverted
  FROM lock_order_check
  GROUP BY capture_id, outer_class, inner_class
),
step AS (
  SELECT capture_id, classes[u.i] AS outer_class, classes[u.i % length + 1] AS inner_class
  FROM lock_cycle
  CROSS JOIN UNNEST(RANGE(1, length + 1)) AS u (i)
),
told AS (
  SELECT
    e.*,
    CASE
      WHEN s.capture_id IS NOT NULL THEN 1
      WHEN d.inverted THEN 2
      WHEN d.capture_id IS NOT NULL THEN 3
      ELSE 4
    END AS what
  FROM edge AS e
  LEFT JOIN documented AS d USING (capture_id, outer_class, inner_class)
  LEFT JOIN (SELECT DISTINCT * FROM step) AS s USING (capture_id, outer_class, inner_class)
),
shown AS (
  SELECT *
  FROM told
  QUALIFY ROW_NUMBER() OVER (PARTITION BY capture_id ORDER BY what, times DESC, outer_class, inner_class) <= 40
),
side AS (
  SELECT capture_id, outer_class AS lock_class, 1 AS side FROM shown
  UNION ALL
  SELECT capture_id, inner_class, -1 FROM shown
),
lane AS (
  SELECT capture_id, lock_class, ROW_NUMBER() OVER (PARTITION BY capture_id ORDER BY SUM(side) DESC, lock_class) AS place
  FROM side
  GROUP BY capture_id, lock_class
),
-- The lanes first, so that they stand in their order.
drawn AS (
  SELECT
    l.capture_id, l.place, 0 AS inner_place, 4 AS what, CAST(NULL AS BIGINT) AS first_ts, 0 AS times, l.lock_class AS lane,
    CAST(NULL AS VARCHAR) AS to_lane, 0 AS n
  FROM lane AS l
  UNION ALL
  SELECT s.capture_id, o.place, i.place, s.what, s.first_ts, s.times, s.outer_class, s.inner_class, 1
  FROM shown AS s
  JOIN lane AS o
    ON o.capture_id = s.capture_id
    AND o.lock_class = s.outer_class
  JOIN lane AS i
    ON i.capture_id = s.capture_id
    AND i.lock_class = s.inner_class
)
SELECT
  capture_id,
  ['part of a cycle', 'against the documented order', 'as documented', 'seen'][what] AS series,
  CASE WHEN n = 1 THEN CAST(SUM(n) OVER (PARTITION BY capture_id ORDER BY n, place, inner_place) AS BIGINT) END AS ts,
  times AS value,
  FALSE AS is_limit,
  CAST(NULL AS VARCHAR) AS method,
  lane,
  to_lane,
  CASE WHEN times > 0 THEN CAST(times AS VARCHAR) END AS label,
  n,
  'pairs of classes' AS n_of,
  first_ts
FROM drawn
ORDER BY capture_id, n, place, inner_place
