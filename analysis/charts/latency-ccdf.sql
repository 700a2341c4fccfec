-- chart:   latency-ccdf
-- title:   Latency of page_mkwrite: share of calls that lasted longer
-- kind:    steps
-- x:       latency
-- x-unit:  ns
-- x-scale: log
-- y:       share of calls that lasted at least so long
-- unit:    share
-- y-scale: log
-- series:  metric and function
-- needs:   latency_call
-- record:  No page_mkwrite call with its return is in this capture. Record a kprobe and a kretprobe (or the function_graph tracer) on the file system's page_mkwrite; 'faultline recipe latency' has the commands.
-- note:    Every duration is drawn, none is smoothed. Bars are 95 % intervals of p50, p90, p99 and p99.9 by order statistics, where at least ten calls are expected above.
-- note:    Calls that failed are left out; calls without an end are counted beside the chart.
WITH whole AS (
  SELECT
    capture_id, metric || ' ' || function AS series, method,
    CASE metric WHEN 'L_logical' THEN 1 WHEN 'L_store' THEN 2 WHEN 'L_fault' THEN 3 ELSE 4 END AS place,
    CASE WHEN unpaired IS NULL THEN end_ts - start_ts END AS latency,
    outcome
  FROM latency_call
  WHERE metric IN ('L_logical', 'L_fs') AND outcome IN ('done', 'unknown', 'open')
),
counted AS (
  SELECT capture_id, series, place, ANY_VALUE(method) AS method, latency, COUNT(*) AS calls
  FROM whole
  WHERE latency IS NOT NULL
  GROUP BY capture_id, series, place, latency
),
summed AS (
  SELECT
    *,
    SUM(calls) OVER of_all AS total,
    SUM(calls) OVER (of_all ORDER BY latency) AS up_to
  FROM counted
  WINDOW of_all AS (PARTITION BY capture_id, series)
),
wanted AS (
  SELECT
    s.capture_id, s.series, q.share,
    FLOOR(s.total * q.share - 1.96 * SQRT(s.total * q.share * (1 - q.share))) AS low_rank,
    CEIL(s.total * q.share) AS rank,
    CEIL(s.total * q.share + 1.96 * SQRT(s.total * q.share * (1 - q.share))) + 1 AS high_rank
  FROM (SELECT DISTINCT capture_id, series, total FROM summed) AS s
  CROSS JOIN (VALUES (0.5), (0.9), (0.99), (0.999), (0.9999)) AS q (share)
  WHERE s.total * (1 - q.share) >= 10
),
quantile AS (
  SELECT
    w.capture_id, w.series, w.share,
    MIN(s.latency) FILTER (WHERE s.up_to >= w.low_rank) AS low,
    MIN(s.latency) FILTER (WHERE s.up_to >= w.rank) AS latency,
    MIN(s.latency) FILTER (WHERE s.up_to >= LEAST(w.high_rank, s.total)) AS high
  FROM wanted AS w
  JOIN summed AS s
    ON s.capture_id = w.capture_id
    AND s.series = w.series
  GROUP BY w.capture_id, w.series, w.share
)
SELECT
  capture_id,
  series,
  latency AS ts,
  CAST(ROUND(1e9 * (total - up_to + calls) / total) AS BIGINT) AS value,
  FALSE AS is_limit,
  method || ', exact durations' AS method,
  CAST(NULL AS BIGINT) AS low,
  CAST(NULL AS BIGINT) AS high,
  CAST(calls AS BIGINT) AS n,
  place
FROM summed
UNION ALL
SELECT q.capture_id, q.series, q.latency, CAST(ROUND(1e9 * (1 - q.share)) AS BIGINT), FALSE, NULL, q.low, q.high, NULL, s.place
FROM quantile AS q
JOIN (SELECT DISTINCT capture_id, series, place FROM summed) AS s
  ON s.capture_id = q.capture_id
  AND s.series = q.series
UNION ALL
SELECT capture_id, 'without an end', NULL, NULL, FALSE, NULL, NULL, NULL, NULL, 9
FROM whole
WHERE latency IS NULL
ORDER BY capture_id, place, series, ts, value DESC
