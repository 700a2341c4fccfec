-- chart:   latency-ratio
-- title:   Latency of page_mkwrite, this capture against the first one
-- kind:    whiskers
-- x:       stratum
-- x-scale: lanes
-- y:       this capture / the first capture
-- unit:    ratio
-- y-scale: log
-- series:  quantile
-- needs:   latency_call
-- record:  A ratio needs two captures with page_mkwrite calls: 'faultline convert BASE NEW -o both.duckdb', then chart both.duckdb. 'faultline compare BASE... --with NEW...' compares runs, with inference.
-- note:    One capture against one: descriptive, no inference. Bars join the ends of the two 95 % intervals of order statistics, so they are wider than an interval of the ratio. Lines at 1 and at plus and minus 5 %.
WITH ranked AS (
  SELECT
    capture_id,
    metric || COALESCE(' ' || kind, '') AS stratum,
    method,
    end_ts - start_ts AS latency,
    ROW_NUMBER() OVER (PARTITION BY capture_id, metric, kind, method ORDER BY end_ts - start_ts) AS rank,
    COUNT(*) OVER (PARTITION BY capture_id, metric, kind, method) AS total
  FROM latency_call
  WHERE unpaired IS NULL AND outcome IN ('done', 'unknown')
),
told AS (
  SELECT
    r.capture_id, r.stratum, r.method, q.name, ANY_VALUE(r.total) AS total,
    MAX(r.latency) FILTER (
      WHERE r.rank = GREATEST(1, FLOOR(r.total * q.share - 1.96 * SQRT(r.total * q.share * (1 - q.share))))
    ) AS low,
    MAX(r.latency) FILTER (WHERE r.rank = CEIL(r.total * q.share)) AS value,
    MAX(r.latency) FILTER (
      WHERE r.rank = LEAST(r.total, CEIL(r.total * q.share + 1.96 * SQRT(r.total * q.share * (1 - q.share))) + 1)
    ) AS high
  FROM ranked AS r
  CROSS JOIN (VALUES ('p50', 0.5), ('p90', 0.9), ('p99', 0.99), ('p99.9', 0.999)) AS q (name, share)
  WHERE r.total * (1 - q.share) >= 10
  GROUP BY r.capture_id, r.stratum, r.method, q.name
),
paired AS (
  SELECT
    b.capture_id, b.stratum, b.name, b.method, LEAST(a.total, b.total) AS total,
    CAST(1e9 * b.value / a.value AS BIGINT) AS value,
    CAST(1e9 * b.low / a.high AS BIGINT) AS low,
    CAST(1e9 * b.high / a.low AS BIGINT) AS high
  FROM told AS b
  JOIN told AS a
    ON a.stratum = b.stratum
    AND a.name = b.name
    AND a.method = b.method
    AND a.capture_id = (SELECT MIN(capture_id) FROM capture)
  WHERE b.capture_id > a.capture_id
)
SELECT
  capture_id,
  name AS series,
  stratum AS lane,
  CAST(NULL AS BIGINT) AS ts,
  value,
  FALSE AS is_limit,
  method || ', order statistics, two captures' AS method,
  low,
  high,
  CAST(total AS BIGINT) AS n,
  stratum || ' ' || name AS n_of
FROM paired
UNION ALL
SELECT p.capture_id, m.name, NULL, NULL, m.value, TRUE, NULL, NULL, NULL, NULL, NULL
FROM (SELECT DISTINCT capture_id FROM paired) AS p
CROSS JOIN (VALUES ('-5 %', 950000000), ('equal', 1000000000), ('+5 %', 1050000000)) AS m (name, value)
ORDER BY capture_id, is_limit, lane, series
