-- chart:   worst-lock-wait
-- title:   The longest wait for a lock: who held it, and what that thread did
-- kind:    boxes
-- x:       time since the first event of the capture
-- y:       thread
-- unit:    count
-- y-scale: lanes
-- series:  what
-- needs:   lock_wait, lock_wait_holder?, lock_hold?, op_call?, sleep?
-- record:  No wait for a lock with both ends is in this capture. Record lock:contention_begin and lock:contention_end, or, on a kernel with lockdep and CONFIG_LOCK_STAT, lock:lock_acquire, lock:lock_acquired, lock:lock_contended and lock:lock_release.
-- note:    Who holds a lock is known from lockdep's events only. Operations and sleeps as far as they overlap the wait.
WITH worst AS (
  SELECT w.*, COALESCE(w.lock_class, w.flag_names) AS name, h.holder_tid, h.held_from_ts, h.held_to_ts
  FROM lock_wait AS w
  LEFT JOIN lock_wait_holder AS h
    ON h.capture_id = w.capture_id
    AND h.buffer_id = w.buffer_id
    AND h.lock = w.lock
    AND h.start_ts = w.start_ts
    AND h.tid IS NOT DISTINCT FROM w.tid
  WHERE w.end_ts > w.start_ts
    AND w.lock_class IS DISTINCT FROM '&rq->__lock'
  QUALIFY ROW_NUMBER() OVER (PARTITION BY w.capture_id ORDER BY w.end_ts - w.start_ts DESC, w.start_ts) = 1
),
step AS (
  SELECT capture_id, 1 AS place, 'tid ' || COALESCE(CAST(tid AS VARCHAR), 'interrupt') || ' waits' AS lane, start_ts, end_ts, 'waits' AS what, name AS label
  FROM worst
  UNION ALL
  SELECT w.capture_id, 2, 'others wait for it', o.start_ts, o.end_ts, 'waits', 'tid ' || o.tid
  FROM worst AS w
  JOIN lock_wait AS o
    ON o.capture_id = w.capture_id
    AND o.lock = w.lock
    AND o.method = w.method
    AND o.start_ts < w.end_ts
    AND o.end_ts > w.start_ts
  WHERE o.tid <> w.tid
  UNION ALL
  SELECT w.capture_id, 3, 'tid ' || h.tid || ' holds it', h.acquired_ts, h.held_until_ts, CASE WHEN h.shared THEN 'holds it shared' ELSE 'holds it' END, w.name
  FROM worst AS w
  JOIN lock_hold AS h
    ON h.capture_id = w.capture_id
    AND h.lock = w.lock
    AND h.acquired_ts < w.end_ts
    AND h.held_until_ts > w.start_ts
  WHERE h.tid <> w.tid
  UNION ALL
  SELECT w.capture_id, 4, 'tid ' || c.tid || ' is in', c.start_ts, c.end_ts, 'operation', c.function
  FROM worst AS w
  JOIN op_call AS c
    ON c.capture_id = w.capture_id
    AND c.tid = w.holder_tid
    AND c.start_ts < w.end_ts
    AND c.end_ts > w.start_ts
  UNION ALL
  SELECT w.capture_id, 5, 'tid ' || s.tid || ' off the cpu', s.start_ts, COALESCE(s.woken_ts, s.end_ts), 'sleeps', 'state ' || s.state
  FROM worst AS w
  JOIN sleep AS s
    ON s.capture_id = w.capture_id
    AND s.tid = w.holder_tid
    AND s.start_ts < w.end_ts
    AND s.end_ts > w.start_ts
)
SELECT
  s.capture_id,
  s.what AS series,
  GREATEST(s.start_ts, w.start_ts - (w.end_ts - w.start_ts) // 4) AS ts,
  1 AS value,
  FALSE AS is_limit,
  w.method,
  s.lane,
  LEAST(COALESCE(s.end_ts, w.end_ts), w.end_ts + (w.end_ts - w.start_ts) // 4) AS to_ts,
  s.label,
  CASE ROW_NUMBER() OVER (PARTITION BY s.capture_id ORDER BY s.place, s.start_ts) WHEN 1 THEN 1 ELSE 0 END AS n,
  'wait' AS n_of
FROM step AS s
JOIN worst AS w
  ON w.capture_id = s.capture_id
WHERE COALESCE(s.end_ts, w.end_ts) >= GREATEST(s.start_ts, w.start_ts - (w.end_ts - w.start_ts) // 4)
ORDER BY s.capture_id, s.place, s.lane, s.start_ts, s.end_ts DESC
