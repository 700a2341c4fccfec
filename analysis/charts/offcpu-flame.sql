-- chart:  offcpu-flame
-- title:  Where threads were when they lost the cpu inside page_mkwrite, by time without it
-- kind:   boxes
-- x:      time without a cpu, summed
-- x-unit: ns
-- y:      depth of the stack
-- unit:   count
-- series: time
-- needs:  sleep, mkwrite, sample_frame
-- record: No stack of a switch is in this capture. Record sched:sched_switch with call chains: perf record -g -e sched:sched_switch, with probes on page_mkwrite and its return; and keep kallsyms (perf 4.17 or before, or perf buildid-cache --kcore).
-- note:   The innermost frame is at the top. Widths are time, heights mean nothing. Only switches whose stack names page_mkwrite are shown. Addresses without a name are shown as addresses.
WITH stack AS (
  SELECT
    f.capture_id, f.sample_id, ANY_VALUE(f.ts) AS ts, ANY_VALUE(f.tid) AS tid,
    LIST(COALESCE(f.symbol, '0x' || PRINTF('%x', f.address)) ORDER BY f.depth DESC) AS frames
  FROM sample_frame AS f
  WHERE f.context = 'kernel'
  GROUP BY f.capture_id, f.sample_id
),
slept AS (
  SELECT s.capture_id, k.frames, s.end_ts - s.start_ts AS ns
  FROM sleep AS s
  JOIN stack AS k
    ON k.capture_id = s.capture_id
    AND k.tid = s.tid
    AND k.ts = s.start_ts
  WHERE s.end_ts IS NOT NULL AND LEN(LIST_FILTER(k.frames, lambda frame: CONTAINS(frame, 'page_mkwrite'))) > 0
),
summed AS (
  SELECT capture_id, frames, SUM(ns) AS ns, COUNT(*) AS sleeps,
    SUM(SUM(ns)) OVER (PARTITION BY capture_id ORDER BY frames) AS to_ns
  FROM slept
  GROUP BY capture_id, frames
),
framed AS (
  SELECT capture_id, UNNEST(RANGE(1, LEN(frames) + 1)) AS depth, frames, ns, to_ns - ns AS from_ns, to_ns, sleeps
  FROM summed
)
SELECT
  capture_id,
  CASE WHEN CONTAINS(frames[depth], 'page_mkwrite') THEN 'page_mkwrite' ELSE 'other frames' END AS series,
  CAST(MIN(from_ns) AS BIGINT) AS ts,
  depth AS value,
  FALSE AS is_limit,
  'perf call chains of sched:sched_switch' AS method,
  depth - 1 AS low,
  CAST(MAX(to_ns) AS BIGINT) AS to_ts,
  frames[depth] AS label,
  CASE depth WHEN 1 THEN CAST(SUM(sleeps) AS BIGINT) ELSE 0 END AS n,
  'sleeps' AS n_of
FROM framed
GROUP BY capture_id, depth, frames[1:depth], frames[depth]
ORDER BY capture_id, depth, ts
