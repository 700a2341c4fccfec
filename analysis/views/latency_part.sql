-- SPDX-License-Identifier: Apache-2.0
-- title:       What the time of each latency_call went into: parts that add up to the whole
-- materialise: yes
-- needs:       latency_call
-- needs:       throttle?
-- needs:       folio_wait?
-- needs:       journal_wait?
-- needs:       lock_wait?
-- needs:       alloc_stall?
-- needs:       block_map?
-- needs:       read_wait?
-- needs:       part_call?
-- needs:       sleep?
-- evidence:    exact if latency_call, throttle, folio_wait, journal_wait, lock_wait, sleep; every cause has its
--              events
-- evidence:    stock; the time of causes that were not recorded is unattributed
-- source:      as the views it reads. Where causes overlap the first of throttle, stable page, journal, lock, allocation, page lock, read,
--              reclaim, runnable has the time; sleep without a cause is unattributed, and so is all time outside these when switches
--              were not recorded. A wait for the lock of a page that lasts until the thread's own read is complete is read, not page
--              lock: mm/filemap.c filemap_fault waits for a read by taking the page's lock.
-- note:        only calls with an end have parts, and each call's parts add up to end_ts - start_ts exactly. A part of 0 has no row.
--              Time of a part is wall clock: on the cpu, asleep and runnable alike.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      metric VARCHAR  as in latency_call
-- column:      call BIGINT  as in latency_call
-- column:      part VARCHAR  throttle; stable page (waiting for writeback of the folio); journal (start of a handle, log space, space of the
--              file system); lock; allocation (of blocks, and their mapping); page lock; read (of the page or of metadata); reclaim;
--              runnable (no cpu though it could run); on cpu; unattributed
-- column:      ns BIGINT  how long [ns]
-- column:      asleep_ns BIGINT  of unattributed: how much of it the thread slept [ns]; 0 for others
WITH whole AS (
  SELECT capture_id, metric, function, tid, call, start_ts, end_ts
  FROM latency_call
  WHERE end_ts IS NOT NULL
),
wait AS (
  SELECT capture_id, tid, 1 AS place, start_ts, end_ts FROM throttle
  UNION ALL
  SELECT capture_id, tid, 2, start_ts, end_ts FROM folio_wait
  UNION ALL
  SELECT capture_id, tid, 3, start_ts, end_ts FROM journal_wait
  UNION ALL
  SELECT capture_id, tid, 4, start_ts, end_ts FROM lock_wait
  UNION ALL
  SELECT capture_id, tid, 5, start_ts, end_ts FROM block_map
  UNION ALL
  SELECT capture_id, tid, 6, start_ts, end_ts FROM read_wait
  UNION ALL
  SELECT
    capture_id, tid,
    CASE part
      WHEN 'stable page' THEN 2
      WHEN 'journal' THEN 3
      WHEN 'lock' THEN 4
      WHEN 'allocation' THEN 5
      WHEN 'page lock' THEN 7
      WHEN 'read' THEN 8
      ELSE 9
    END,
    start_ts, end_ts
  FROM part_call
  UNION ALL
  SELECT capture_id, tid, 9, start_ts, end_ts FROM alloc_stall
  UNION ALL
  SELECT capture_id, tid, 10, CASE WHEN state = 'R' THEN start_ts ELSE woken_ts END, end_ts FROM sleep
  UNION ALL
  SELECT capture_id, tid, 11, start_ts, COALESCE(woken_ts, end_ts) FROM sleep WHERE state <> 'R'
),
placed AS (
  SELECT w.capture_id, w.metric, c.call, w.place, w.start_ts, LEAST(w.end_ts, c.end_ts) AS end_ts
  FROM (
    SELECT wait.*, f.metric, f.function
    FROM wait
    JOIN (SELECT DISTINCT capture_id, tid, metric, function FROM whole) AS f
      ON f.capture_id = wait.capture_id
      AND f.tid = wait.tid
    WHERE wait.start_ts < wait.end_ts
  ) AS w
  ASOF JOIN whole AS c
    ON c.capture_id = w.capture_id
    AND c.tid = w.tid
    AND c.metric = w.metric
    AND c.function = w.function
    AND c.start_ts <= w.start_ts
  WHERE w.start_ts < c.end_ts
),
-- One window for all calls of a metric: a window per call would be a million of them.
cut AS (
  SELECT capture_id, metric, call, ts, CASE WHEN next_call = call THEN next_ts END AS to_ts
  FROM (
    SELECT *, LEAD(call) OVER calls AS next_call, LEAD(ts) OVER calls AS next_ts
    FROM (
      SELECT capture_id, metric, call, start_ts AS ts FROM placed
      UNION
      SELECT capture_id, metric, call, end_ts FROM placed
    )
    WINDOW calls AS (PARTITION BY capture_id, metric ORDER BY call, ts)
  )
),
judged AS (
  SELECT c.capture_id, c.metric, c.call, c.ts, c.to_ts, MIN(p.place) AS place
  FROM cut AS c
  JOIN placed AS p
    ON p.capture_id = c.capture_id
    AND p.metric = c.metric
    AND p.call = c.call
    AND p.start_ts <= c.ts
    AND p.end_ts >= c.to_ts
  GROUP BY c.capture_id, c.metric, c.call, c.ts, c.to_ts
),
known AS (
  SELECT
    capture_id,
    metric,
    call,
    CASE place
      WHEN 1 THEN 'throttle'
      WHEN 2 THEN 'stable page'
      WHEN 3 THEN 'journal'
      WHEN 4 THEN 'lock'
      WHEN 5 THEN 'allocation'
      WHEN 6 THEN 'read'
      WHEN 7 THEN 'page lock'
      WHEN 8 THEN 'read'
      WHEN 9 THEN 'reclaim'
      WHEN 10 THEN 'runnable'
      ELSE 'unattributed'
    END AS part,
    SUM(to_ts - ts) AS ns
  FROM judged
  GROUP BY ALL
),
switched AS (
  SELECT DISTINCT capture_id FROM sleep
),
-- Sleeps without a cause are in known; what is left was on the cpu where switches are recorded, else nobody knows.
rest AS (
  SELECT
    w.capture_id, w.metric, w.call,
    CASE WHEN s.capture_id IS NULL THEN 'unattributed' ELSE 'on cpu' END AS part,
    w.end_ts - w.start_ts - COALESCE(k.ns, 0) AS ns
  FROM whole AS w
  LEFT JOIN (SELECT capture_id, metric, call, SUM(ns) AS ns FROM known GROUP BY capture_id, metric, call) AS k
    ON k.capture_id = w.capture_id
    AND k.metric = w.metric
    AND k.call = w.call
  LEFT JOIN switched AS s ON s.capture_id = w.capture_id
)
SELECT
  capture_id,
  metric,
  call,
  part,
  CAST(ns AS BIGINT) AS ns,
  CAST(CASE WHEN part = 'unattributed' THEN ns ELSE 0 END AS BIGINT) AS asleep_ns
FROM known
UNION ALL
SELECT capture_id, metric, call, part, CAST(ns AS BIGINT), CAST(0 AS BIGINT)
FROM rest
WHERE ns > 0
