-- SPDX-License-Identifier: Apache-2.0
-- title:       Intervals in which a thread had a cpu
-- needs:       sched.sched_switch(prev_pid, prev_state, next_pid, next_comm?)
-- needs:       loss_gap
-- evidence:    exact; switches
-- source:      include/trace/events/sched.h sched_switch, 5.10 to 6.12. Exact, where no event of the buffer was lost.
-- note:        what ran before a cpu's first switch and after its last is not shown. The idle thread is tid 0.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      cpu SMALLINT  cpu
-- column:      tid INTEGER  thread that ran; 0 is the cpu's idle thread
-- column:      comm VARCHAR  its name when it was switched in; NULL when not recorded
-- column:      start_ts BIGINT  switched in
-- column:      end_ts BIGINT  switched out; NULL when it still ran at the end, or a loss of the buffer overlaps
-- column:      rec BIGINT  place of the record that switched it in
-- column:      left_as VARCHAR  how it left: preempted or runnable (R), or the state it went to sleep in (S, D, T, t, X, Z, P, I); NULL
--              with end_ts
WITH switch AS (
  SELECT
    capture_id, buffer_id, cpu, ts, rec,
    CAST(next_pid AS INTEGER) AS tid,
    CAST(next_comm AS VARCHAR) AS comm,
    LEAD(ts) OVER on_cpu AS next_ts,
    LEAD(CAST(prev_state AS BIGINT)) OVER on_cpu AS next_state
  FROM src."sched.sched_switch"
  WINDOW on_cpu AS (PARTITION BY capture_id, buffer_id, cpu ORDER BY ts, rec)
),
known AS (
  SELECT s.*, s.next_ts IS NOT NULL AND (g.to_ts >= s.ts) IS NOT TRUE AS whole
  FROM switch AS s
  ASOF LEFT JOIN loss_gap AS g
    ON g.capture_id = s.capture_id
    AND g.buffer_id = s.buffer_id
    AND g.from_ts <= s.next_ts
)
SELECT
  capture_id,
  buffer_id,
  cpu,
  tid,
  comm,
  ts AS start_ts,
  CASE WHEN whole THEN next_ts END AS end_ts,
  rec,
  CASE WHEN whole THEN {{task_state next_state}} END AS left_as
FROM known
