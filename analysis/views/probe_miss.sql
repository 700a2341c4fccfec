-- SPDX-License-Identifier: Apache-2.0
-- title:       Functions whose entry and return probes disagree: calls one of the two did not see
-- materialise: yes
-- needs:       probe.@operation?
-- needs:       probe.@operation__return(ret?)?
-- needs:       loss_gap
-- evidence:    exact; entries and returns of the same functions
-- source:      Documentation/trace/kprobes.rst: a kretprobe has room for maxactive calls in progress; those above it get no return
--              event and count as nmissed. 5.10 to 6.12.
-- note:        Calls that overlap a loss are left out, and the first return and the last entry of a thread are no miss: the call was
--              in progress when the capture began or ended. Missed returns are of many concurrent calls, so of the slow ones: a
--              latency from such a capture is biased. Seen for the functions of operation.functions.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      buffer_id UTINYINT  ring buffer (table buffer)
-- column:      function VARCHAR  kernel function with both probes
-- column:      entries BIGINT  records of its entry
-- column:      returns BIGINT  records of its return
-- column:      missed_returns BIGINT  calls that must have returned, without a return record
-- column:      missed_entries BIGINT  returns of a call that must have begun in the capture, without an entry record
-- column:      in_progress BIGINT  threads that were inside at either end of the capture
-- column:      in_loss BIGINT  unpaired records next to a loss of the buffer, that say nothing about the probes
WITH event AS (
  SELECT capture_id, buffer_id, ts, rec, {{owner}} AS owner, function AS lock, FALSE AS ends
  FROM src."probe.@operation"
  UNION ALL
  SELECT capture_id, buffer_id, ts, rec, {{owner}}, function, TRUE
  FROM src."probe.@operation__return"
),
thread AS (
  SELECT
    capture_id, buffer_id, owner, lock,
    COUNT(*) FILTER (NOT ends) AS entries,
    COUNT(*) FILTER (ends) AS returns,
    MIN(ts) AS first_ts,
    MAX(ts) AS last_ts,
    ARG_MIN(ends, (ts, rec)) AS starts_inside,
    NOT ARG_MAX(ends, (ts, rec)) AS stops_inside
  FROM event
  GROUP BY capture_id, buffer_id, owner, lock
),
two_sided AS (
  SELECT capture_id, buffer_id, lock
  FROM thread
  GROUP BY capture_id, buffer_id, lock
  HAVING SUM(entries) > 0
    AND SUM(returns) > 0
),
-- Only threads whose records cannot all pair are worth the pairing.
odd AS (
  SELECT e.*, t.first_ts, t.last_ts, t.starts_inside, t.stops_inside
  FROM event AS e
  JOIN thread AS t
    ON t.capture_id = e.capture_id
    AND t.buffer_id = e.buffer_id
    AND t.owner = e.owner
    AND t.lock = e.lock
  WHERE t.entries <> t.returns
    OR t.starts_inside
    OR t.stops_inside
),
paired AS (
  {{nesting odd}}
),
unpaired AS (
  SELECT
    p.capture_id,
    p.buffer_id,
    p.lock,
    p.ends,
    p.ends AND p.starts_inside AND p.ts = p.first_ts OR NOT p.ends AND p.stops_inside AND p.ts = p.last_ts AS in_progress,
    g.to_ts IS NOT NULL AND (p.ends OR g.to_ts >= p.ts) AS in_loss
  FROM paired AS p
  JOIN capture AS c
    ON c.capture_id = p.capture_id
  ASOF LEFT JOIN loss_gap AS g
    ON g.capture_id = p.capture_id
    AND g.buffer_id = p.buffer_id
    AND g.from_ts <= CASE WHEN p.ends THEN p.ts ELSE c.end_ts END
  WHERE p.ends
    OR p.ended_ts IS NULL
),
counted AS (
  SELECT
    capture_id,
    buffer_id,
    lock,
    COUNT(*) FILTER (NOT in_loss AND NOT in_progress AND NOT ends) AS missed_returns,
    COUNT(*) FILTER (NOT in_loss AND NOT in_progress AND ends) AS missed_entries,
    COUNT(*) FILTER (NOT in_loss AND in_progress) AS in_progress,
    COUNT(*) FILTER (in_loss) AS in_loss
  FROM unpaired
  GROUP BY capture_id, buffer_id, lock
),
total AS (
  SELECT t.capture_id, t.buffer_id, t.lock, SUM(t.entries) AS entries, SUM(t.returns) AS returns
  FROM thread AS t
  SEMI JOIN two_sided AS b
    ON b.capture_id = t.capture_id
    AND b.buffer_id = t.buffer_id
    AND b.lock = t.lock
  GROUP BY t.capture_id, t.buffer_id, t.lock
)
SELECT
  t.capture_id,
  t.buffer_id,
  t.lock AS function,
  CAST(t.entries AS BIGINT) AS entries,
  CAST(t.returns AS BIGINT) AS returns,
  COALESCE(c.missed_returns, 0) AS missed_returns,
  COALESCE(c.missed_entries, 0) AS missed_entries,
  COALESCE(c.in_progress, 0) AS in_progress,
  COALESCE(c.in_loss, 0) AS in_loss
FROM total AS t
LEFT JOIN counted AS c
  ON c.capture_id = t.capture_id
  AND c.buffer_id = t.buffer_id
  AND c.lock = t.lock
ORDER BY ALL
