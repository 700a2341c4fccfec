-- chart:  worst-calls
-- title:  The ten slowest accesses that reached page_mkwrite
-- kind:   table
-- x:      call
-- y:      latency
-- unit:   ns
-- series: metric
-- needs:  latency_call, latency_part, task
-- record: No page_mkwrite call with its return is in this capture. Record a kprobe and a kretprobe (or the function_graph tracer) on the file system's page_mkwrite; 'faultline recipe latency' has the commands.
-- note:   'faultline latency CAPTURE --call N' prints a call with its chain of events. The most telling metric that was measured: L_logical, else L_store, L_fault, L_fs.
WITH preferred AS (
  SELECT
    *,
    MIN(CASE metric WHEN 'L_logical' THEN 1 WHEN 'L_store' THEN 2 WHEN 'L_fault' THEN 3 ELSE 4 END) OVER (PARTITION BY capture_id) AS best
  FROM latency_call
),
ranked AS (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY capture_id ORDER BY last_ts - start_ts DESC, call) AS rank
  FROM preferred
  WHERE best = CASE metric WHEN 'L_logical' THEN 1 WHEN 'L_store' THEN 2 WHEN 'L_fault' THEN 3 ELSE 4 END
),
part AS (
  SELECT
    r.capture_id, r.call,
    STRING_AGG(p.part || ' ' || CAST(ROUND(100.0 * p.ns / (r.last_ts - r.start_ts)) AS INTEGER) || ' %', ', ' ORDER BY p.ns DESC)
      FILTER (WHERE p.ns * 100 >= r.last_ts - r.start_ts) AS parts
  FROM ranked AS r
  JOIN latency_part AS p
    ON p.capture_id = r.capture_id
    AND p.metric = r.metric
    AND p.call = r.call
  WHERE r.rank <= 10
  GROUP BY r.capture_id, r.call
)
SELECT
  r.capture_id,
  r.metric AS series,
  r.start_ts AS ts,
  r.last_ts - r.start_ts AS value,
  FALSE AS is_limit,
  r.method AS method,
  r.call AS call,
  r.metric AS metric,
  r.last_ts - r.start_ts AS latency_ns,
  r.start_ts - c.start_ts AS since_start_ns,
  COALESCE((SELECT MIN(t.comm) FROM task AS t WHERE t.capture_id = r.capture_id AND t.tid = r.tid) || ' ', '') || r.tid AS thread,
  r.cpu AS cpu,
  COALESCE((r.dev >> 20) || ':' || (r.dev & 1048575) || ' inode ' || r.ino, 'not recorded') AS file,
  r.index AS page,
  r.outcome AS outcome,
  COALESCE(p.parts, 'not known') AS went_into
FROM ranked AS r
JOIN capture AS c
  ON c.capture_id = r.capture_id
LEFT JOIN part AS p
  ON p.capture_id = r.capture_id
  AND p.call = r.call
WHERE r.rank <= 10
ORDER BY r.capture_id, r.rank
