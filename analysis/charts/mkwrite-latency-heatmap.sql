-- chart:  mkwrite-latency-heatmap
-- title:  Latency of page_mkwrite over time
-- kind:   heatmap
-- x:      time since the first event of the capture
-- y:      entry to return of page_mkwrite
-- unit:   ns
-- series: function
-- needs:  mkwrite, jbd2_commit?, flush_work?, throttle?
-- record: No page_mkwrite call with its return is in this capture. Record a kprobe and a kretprobe (or the function_graph tracer) on the file system's page_mkwrite, for example ext4_page_mkwrite, xfs_filemap_page_mkwrite or btrfs_page_mkwrite.
-- note:   Marks above the plot: commits of the journal, works of the flusher, pauses of throttled writers.
-- note:   One level is timed: the file system's own function, or do_page_mkwrite where nothing else was recorded.
-- note:   A call that failed (NOPAGE, SIGBUS, ...) or has no return is left out of the distribution and counted beside it.
WITH chosen AS (
  SELECT capture_id, MIN(CASE level WHEN 'fs' THEN 1 WHEN 'vm' THEN 2 ELSE 3 END) AS rank
  FROM mkwrite
  GROUP BY capture_id
),
call AS (
  SELECT m.*
  FROM mkwrite AS m
  JOIN chosen AS c
    ON c.capture_id = m.capture_id
    AND c.rank = CASE m.level WHEN 'fs' THEN 1 WHEN 'vm' THEN 2 ELSE 3 END
)
SELECT
  capture_id,
  CASE
    WHEN unpaired IS NOT NULL THEN unpaired
    WHEN succeeded IS FALSE THEN COALESCE(NULLIF(ret_names, ''), 'error ' || ret)
    ELSE function
  END AS series,
  start_ts AS ts,
  CASE WHEN unpaired IS NULL AND succeeded IS NOT FALSE THEN end_ts - start_ts END AS value,
  FALSE AS is_limit,
  method || ', entry to return' || CASE WHEN succeeded IS NULL AND unpaired IS NULL THEN ', result not recorded' ELSE '' END AS method,
  CAST(NULL AS BIGINT) AS to_ts,
  tid
FROM call
UNION ALL
SELECT capture_id, 'journal commit', start_ts, NULL, TRUE, NULL, end_ts, tid FROM jbd2_commit WHERE end_ts >= start_ts
UNION ALL
SELECT capture_id, 'flusher at work', start_ts, NULL, TRUE, NULL, end_ts, tid FROM flush_work WHERE end_ts >= start_ts
UNION ALL
SELECT capture_id, 'writer throttled', start_ts, NULL, TRUE, NULL, end_ts, tid FROM throttle WHERE end_ts >= start_ts
ORDER BY capture_id, is_limit, series, ts, tid
