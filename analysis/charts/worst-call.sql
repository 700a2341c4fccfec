-- chart:   worst-call
-- title:   The slowest access: what its thread did, who held what it waited for
-- kind:    boxes
-- x:       time since the first event of the capture
-- y:       thread
-- unit:    count
-- y-scale: lanes
-- series:  what
-- needs:   latency_call, mkwrite, fault_call?, lock_wait?, lock_hold?, sleep?, folio_wait?, journal_wait?, throttle?, alloc_stall?, block_map?, read_wait?, part_call?, jbd2_commit?, block_request?, task
-- record:  No page_mkwrite call with its return is in this capture. Record a kprobe and a kretprobe (or the function_graph tracer) on the file system's page_mkwrite; 'faultline recipe latency' has the commands.
-- note:    Holders of locks, commits of the journal and requests to devices as far as they overlap the access. A lock without a recorded hold has no holder here.
WITH preferred AS (
  SELECT
    *,
    MIN(CASE metric WHEN 'L_logical' THEN 1 WHEN 'L_store' THEN 2 WHEN 'L_fault' THEN 3 ELSE 4 END) OVER (PARTITION BY capture_id) AS best
  FROM latency_call
),
worst AS (
  SELECT *
  FROM preferred
  WHERE best = CASE metric WHEN 'L_logical' THEN 1 WHEN 'L_store' THEN 2 WHEN 'L_fault' THEN 3 ELSE 4 END AND last_ts > start_ts
  QUALIFY ROW_NUMBER() OVER (PARTITION BY capture_id ORDER BY last_ts - start_ts DESC, call) = 1
),
waited AS (
  SELECT w.*
  FROM lock_wait AS w
  JOIN worst AS o
    ON o.capture_id = w.capture_id
    AND o.tid = w.tid
    AND w.start_ts BETWEEN o.start_ts AND o.last_ts
),
own AS (
  SELECT capture_id, tid, start_ts, end_ts, 1 AS place, 'fault' AS what, 'handle_mm_fault' AS label FROM fault_call
  UNION ALL
  SELECT capture_id, tid, start_ts, end_ts, 2, 'page_mkwrite', function FROM mkwrite
  UNION ALL
  SELECT capture_id, tid, start_ts, end_ts, 3, 'throttled', 'balance_dirty_pages' FROM throttle
  UNION ALL
  SELECT capture_id, tid, start_ts, end_ts, 3, 'waits for writeback', 'page ' || index FROM folio_wait
  UNION ALL
  SELECT capture_id, tid, start_ts, end_ts, 3, 'waits for the journal', kind FROM journal_wait
  UNION ALL
  SELECT capture_id, tid, start_ts, end_ts, 3, 'waits for a lock', COALESCE(lock_class, flag_names) FROM lock_wait
  UNION ALL
  SELECT capture_id, tid, start_ts, end_ts, 3, 'reclaims memory', kind FROM alloc_stall
  UNION ALL
  SELECT capture_id, tid, start_ts, end_ts, 3, 'maps blocks', kind FROM block_map
  UNION ALL
  SELECT capture_id, tid, start_ts, end_ts, 3, 'waits for a read', 'sector ' || sector FROM read_wait
  UNION ALL
  SELECT capture_id, tid, start_ts, end_ts, 3, part, function FROM part_call
  UNION ALL
  SELECT capture_id, tid, start_ts, COALESCE(woken_ts, end_ts), 4, 'sleeps', 'state ' || state FROM sleep WHERE state <> 'R'
  UNION ALL
  SELECT capture_id, tid, CASE WHEN state = 'R' THEN start_ts ELSE woken_ts END, end_ts, 4, 'runnable, no cpu', '' FROM sleep
),
step AS (
  SELECT o.capture_id, s.place, 'tid ' || o.tid || ['', ' in page_mkwrite', ' waits', ' off the cpu'][s.place] AS lane, s.start_ts, s.end_ts, s.what, s.label
  FROM own AS s
  JOIN worst AS o
    ON o.capture_id = s.capture_id
    AND o.tid = s.tid
    AND s.start_ts BETWEEN o.start_ts AND o.last_ts
  UNION ALL
  SELECT DISTINCT h.capture_id, 5, 'tid ' || h.tid || ' holds', h.acquired_ts, h.released_ts, 'holds the lock', h.lock_class
  FROM lock_hold AS h
  JOIN waited AS w
    ON w.capture_id = h.capture_id
    AND w.lock = h.lock
  WHERE h.tid <> w.tid AND h.acquired_ts < COALESCE(w.end_ts, w.start_ts) AND COALESCE(h.released_ts, w.start_ts + 1) > w.start_ts
  UNION ALL
  SELECT j.capture_id, 6, 'journal commits', j.start_ts, j.end_ts, 'journal', 'transaction ' || j.transaction
  FROM jbd2_commit AS j
  JOIN worst AS o
    ON o.capture_id = j.capture_id
    AND j.start_ts < o.last_ts
    AND j.end_ts > o.start_ts
  UNION ALL
  SELECT
    r.capture_id, 7, 'device ' || (r.dev >> 20) || ':' || (r.dev & 1048575), r.start_ts, r.end_ts, 'device request',
    r.op || ' ' || r.sectors || ' sectors'
  FROM block_request AS r
  JOIN worst AS o
    ON o.capture_id = r.capture_id
    AND r.start_ts < o.last_ts
    AND r.end_ts > o.start_ts
)
SELECT
  s.capture_id,
  s.what AS series,
  GREATEST(s.start_ts, o.start_ts - (o.last_ts - o.start_ts) // 10) AS ts,
  1 AS value,
  FALSE AS is_limit,
  o.method || ', call ' || o.call || ' of ' || o.metric AS method,
  s.lane,
  LEAST(COALESCE(s.end_ts, o.last_ts), o.last_ts + (o.last_ts - o.start_ts) // 10) AS to_ts,
  s.label,
  CASE ROW_NUMBER() OVER (PARTITION BY s.capture_id ORDER BY s.place, s.start_ts) WHEN 1 THEN 1 ELSE 0 END AS n,
  o.metric || ' call' AS n_of
FROM step AS s
JOIN worst AS o
  ON o.capture_id = s.capture_id
WHERE s.start_ts IS NOT NULL AND COALESCE(s.end_ts, o.last_ts) >= s.start_ts
ORDER BY s.capture_id, s.place, s.lane, s.start_ts, s.end_ts DESC
