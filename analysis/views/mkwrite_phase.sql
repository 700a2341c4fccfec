-- SPDX-License-Identifier: Apache-2.0
-- title:       What happened inside page_mkwrite calls: inner calls, sleeps, waits for a cpu, waits for a lock
-- needs:       mkwrite
-- needs:       sleep?
-- needs:       lock_wait?
-- needs:       writeback.folio_wait_writeback|wait_on_page_writeback()?
-- needs:       ext4.ext4_journal_start|ext4_journal_start_sb()?
-- evidence:    exact if mkwrite, sleep, lock_wait; switches and waits for locks have their events
-- evidence:    stock; sleeps, or waits for locks, were not recorded
-- source:      as mkwrite, sleep and lock_wait. What a sleep was for is said by the last event of the thread before it inside the
--              call: include/trace/events/writeback.h folio_wait_writeback, include/trace/events/ext4.h ext4_journal_start.
-- note:        phases of one call may contain each other (a wait for a lock contains a sleep): they do not add up. A phase belongs to
--              the innermost and to each outer call it lies in, one row each.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      tid INTEGER  thread that made the call
-- column:      function VARCHAR  function called, as in mkwrite
-- column:      call_ts BIGINT  its entry: with tid and function the key of the mkwrite row
-- column:      phase VARCHAR  call: a page_mkwrite function of a deeper level; asleep: off the cpu until it was woken; runnable: off the
--              cpu though it could run; lock wait
-- column:      detail VARCHAR  call: the function; asleep: writeback, journal or NULL when nothing says; lock wait: the class or NULL
-- column:      start_ts BIGINT  begin
-- column:      end_ts BIGINT  end; the call's end where the phase lasts longer; NULL when neither is known
WITH call AS (
  SELECT capture_id, buffer_id, tid, function, level, start_ts, end_ts FROM mkwrite
),
marker AS (
  SELECT capture_id, buffer_id, common_pid AS tid, ts, 'writeback' AS what FROM src."writeback.folio_wait_writeback"
  UNION ALL
  SELECT capture_id, buffer_id, common_pid, ts, 'journal' FROM src."ext4.ext4_journal_start"
),
slept AS (
  SELECT s.*, m.ts AS marked_ts, m.what
  FROM sleep AS s
  ASOF LEFT JOIN marker AS m
    ON m.capture_id = s.capture_id
    AND m.buffer_id = s.buffer_id
    AND m.tid = s.tid
    AND m.ts <= s.start_ts
),
part AS (
  SELECT capture_id, buffer_id, tid, 'call' AS phase, function AS detail, start_ts, end_ts, CAST(NULL AS BIGINT) AS marked_ts
  FROM call
  WHERE level <> 'vm'
  UNION ALL
  SELECT capture_id, buffer_id, tid, 'asleep', what, start_ts, COALESCE(woken_ts, end_ts), marked_ts
  FROM slept
  WHERE state <> 'R'
  UNION ALL
  SELECT capture_id, buffer_id, tid, 'runnable', NULL, CASE WHEN state = 'R' THEN start_ts ELSE woken_ts END, end_ts, NULL
  FROM slept
  WHERE state = 'R'
    OR woken_ts IS NOT NULL
  UNION ALL
  SELECT capture_id, buffer_id, tid, 'lock wait', lock_class, start_ts, end_ts, NULL
  FROM lock_wait
  WHERE tid IS NOT NULL
    AND start_ts IS NOT NULL
),
placed AS (
  SELECT p.*, c.function, c.start_ts AS call_ts, c.end_ts AS call_end_ts
  FROM (
    SELECT p.*, f.function AS in_function
    FROM part AS p
    JOIN (SELECT DISTINCT capture_id, buffer_id, tid, function FROM call) AS f
      ON f.capture_id = p.capture_id
      AND f.buffer_id = p.buffer_id
      AND f.tid = p.tid
      AND (f.function <> p.detail OR p.phase <> 'call')
  ) AS p
  ASOF JOIN call AS c
    ON c.capture_id = p.capture_id
    AND c.buffer_id = p.buffer_id
    AND c.tid = p.tid
    AND c.function = p.in_function
    AND c.start_ts <= p.start_ts
)
SELECT
  capture_id,
  buffer_id,
  tid,
  function,
  call_ts,
  phase,
  CASE WHEN phase <> 'asleep' OR marked_ts >= call_ts THEN detail END AS detail,
  start_ts,
  LEAST(end_ts, call_end_ts) AS end_ts
FROM placed
WHERE start_ts < call_end_ts
