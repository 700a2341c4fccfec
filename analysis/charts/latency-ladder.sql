-- chart:   latency-ladder
-- title:   Percentiles of page_mkwrite latency
-- kind:    whiskers
-- x:       percentile
-- x-scale: lanes
-- y:       latency
-- unit:    ns
-- y-scale: log
-- series:  metric and function
-- needs:   latency_call
-- record:  No page_mkwrite call with its return is in this capture. Record a kprobe and a kretprobe (or the function_graph tracer) on the file system's page_mkwrite; 'faultline recipe latency' has the commands.
-- note:    Exact order statistics with 95 % intervals. A percentile is told where at least ten calls are expected above it; where there are fewer, it is missing. The maximum has no interval.
WITH ranked AS (
  SELECT
    capture_id, metric || ' ' || function AS series, method,
    CASE metric WHEN 'L_fs' THEN 1 WHEN 'L_fault' THEN 2 WHEN 'L_store' THEN 3 ELSE 4 END AS place,
    end_ts - start_ts AS latency,
    ROW_NUMBER() OVER (PARTITION BY capture_id, metric, function ORDER BY end_ts - start_ts) AS rank,
    COUNT(*) OVER (PARTITION BY capture_id, metric, function) AS total
  FROM latency_call
  WHERE unpaired IS NULL AND outcome IN ('done', 'unknown')
),
told AS (
  SELECT
    r.capture_id, r.series, r.place, q.step, q.name,
    ANY_VALUE(r.method) AS method,
    ANY_VALUE(r.total) AS total,
    MAX(r.latency) FILTER (
      WHERE r.rank = GREATEST(1, FLOOR(r.total * q.share - 1.96 * SQRT(r.total * q.share * (1 - q.share))))
    ) AS low,
    MAX(r.latency) FILTER (WHERE r.rank = CEIL(r.total * q.share)) AS value,
    MAX(r.latency) FILTER (
      WHERE r.rank = LEAST(r.total, CEIL(r.total * q.share + 1.96 * SQRT(r.total * q.share * (1 - q.share))) + 1)
    ) AS high
  FROM ranked AS r
  CROSS JOIN (
    VALUES (1, 'p50', 0.5), (2, 'p90', 0.9), (3, 'p99', 0.99), (4, 'p99.9', 0.999), (5, 'p99.99', 0.9999)
  ) AS q (step, name, share)
  WHERE r.total * (1 - q.share) >= 10
  GROUP BY r.capture_id, r.series, r.place, q.step, q.name
  UNION ALL
  SELECT capture_id, series, place, 6, 'max', ANY_VALUE(method), COUNT(*), NULL, MAX(latency), NULL
  FROM ranked
  GROUP BY capture_id, series, place
)
SELECT
  capture_id,
  series,
  name AS lane,
  CAST(NULL AS BIGINT) AS ts,
  value,
  FALSE AS is_limit,
  method,
  low,
  high,
  CASE step WHEN 6 THEN CAST(total AS BIGINT) END AS n,
  step,
  place
FROM told
ORDER BY capture_id, step, place, series
