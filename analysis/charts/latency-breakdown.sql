-- chart:   latency-breakdown
-- title:   What the time of page_mkwrite calls went into, by how slow they were
-- kind:    bars
-- x:       calls by rank of their latency
-- x-scale: lanes
-- y:       share of their time
-- unit:    share
-- series:  part
-- needs:   latency_call, latency_part
-- record:  No page_mkwrite call with its return is in this capture. Record a kprobe and a kretprobe (or the function_graph tracer) on the file system's page_mkwrite, and sched:sched_switch; 'faultline recipe latency' has the commands.
-- note:    The parts of a call add up to its time. Unattributed is time asleep without a known cause, or all time outside known causes where switches were not recorded.
WITH ranked AS (
  SELECT
    capture_id, metric, call, method, end_ts - start_ts AS latency,
    ROW_NUMBER() OVER (PARTITION BY capture_id, metric ORDER BY end_ts - start_ts, call) AS rank,
    COUNT(*) OVER (PARTITION BY capture_id, metric) AS total
  FROM latency_call
  WHERE metric IN ('L_fs', 'L_logical') AND unpaired IS NULL AND outcome IN ('done', 'unknown')
),
banded AS (
  SELECT
    capture_id, metric, call, method, latency,
    CASE
      WHEN rank * 2 <= total THEN 1 WHEN rank * 10 <= total * 9 THEN 2 WHEN rank * 100 <= total * 99 THEN 3
      WHEN rank * 1000 <= total * 999 THEN 4 ELSE 5
    END AS band
  FROM ranked
),
size AS (
  SELECT capture_id, metric, band, ANY_VALUE(method) AS method, COUNT(*) AS calls, SUM(latency) AS total
  FROM banded
  GROUP BY capture_id, metric, band
),
part AS (
  SELECT b.capture_id, b.metric, b.band, p.part, SUM(p.ns) AS ns
  FROM banded AS b
  JOIN latency_part AS p USING (capture_id, metric, call)
  GROUP BY b.capture_id, b.metric, b.band, p.part
)
SELECT
  p.capture_id,
  p.part AS series,
  p.metric || ' ' || ['p0-50', 'p50-90', 'p90-99', 'p99-99.9', '>p99.9'][p.band] AS lane,
  CAST(NULL AS BIGINT) AS ts,
  CAST(ROUND(1e9 * p.ns / s.total) AS BIGINT) AS value,
  FALSE AS is_limit,
  s.method AS method,
  CAST(ROUND(100.0 * p.ns / s.total) AS INTEGER) || ' %' AS label,
  CAST(p.ns AS BIGINT) AS part_ns,
  CASE ROW_NUMBER() OVER (PARTITION BY p.capture_id, p.metric, p.band ORDER BY p.part) WHEN 1 THEN CAST(s.calls AS BIGINT) ELSE 0 END AS n,
  p.metric AS n_of,
  list_position(
    ['throttle', 'stable page', 'journal', 'lock', 'allocation', 'page lock', 'read', 'reclaim', 'runnable', 'on cpu', 'unattributed'],
    p.part
  ) AS place
FROM part AS p
JOIN size AS s USING (capture_id, metric, band)
ORDER BY p.capture_id, p.metric DESC, p.band, place
