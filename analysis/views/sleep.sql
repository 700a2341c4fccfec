-- SPDX-License-Identifier: Apache-2.0
-- title:       Intervals in which a thread had no cpu: asleep, then waiting for one
-- needs:       sched.sched_switch(prev_pid, prev_state, next_pid)
-- needs:       sched.sched_waking|sched_wakeup(pid)?
-- needs:       loss_gap
-- evidence:    exact if sched.sched_waking; asleep, woken and running again are events
-- evidence:    stock; wakeups were not recorded: waiting for a cpu is part of the sleep
-- source:      include/trace/events/sched.h sched_switch, sched_waking (in the waker, before it), sched_wakeup, 5.10 to 6.12. Exact,
--              where no event of the buffer was lost.
-- note:        a thread's first switch in of the capture ends an interval nobody saw begin: no row. Idle threads are left out.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      tid INTEGER  thread
-- column:      cpu SMALLINT  cpu it left
-- column:      rec BIGINT  place of the record that switched it out
-- column:      start_ts BIGINT  switched out
-- column:      woken_ts BIGINT  first wakeup of it in the interval; NULL when it was runnable all the time, or that was not recorded
-- column:      end_ts BIGINT  switched in again; NULL when it was not before the end, or a loss of the buffer overlaps
-- column:      end_cpu SMALLINT  cpu it came back on; NULL with end_ts
-- column:      state VARCHAR  R: preempted or runnable, otherwise what it slept in: S interruptible, D uninterruptible, I idle
--              worker, and T, t, X, Z, P
-- column:      waker_tid INTEGER  thread that ran where the wakeup came from (in an interrupt it is not its doing); NULL with woken_ts
WITH change AS (
  SELECT
    capture_id, buffer_id, cpu, ts, rec, CAST(prev_pid AS INTEGER) AS tid, TRUE AS leaves,
    CAST(prev_state AS BIGINT) AS state
  FROM src."sched.sched_switch"
  WHERE prev_pid <> 0
  UNION ALL
  SELECT capture_id, buffer_id, cpu, ts, rec, CAST(next_pid AS INTEGER), FALSE, NULL
  FROM src."sched.sched_switch"
  WHERE next_pid <> 0
),
followed AS (
  SELECT
    *,
    LEAD(leaves) OVER thread AS next_leaves,
    LEAD(ts) OVER thread AS next_ts,
    LEAD(cpu) OVER thread AS next_cpu
  FROM change
  WINDOW thread AS (PARTITION BY capture_id, buffer_id, tid ORDER BY ts, leaves DESC, rec)
),
gone AS (
  SELECT
    f.*,
    f.next_leaves IS FALSE AND (g.to_ts >= f.ts) IS NOT TRUE AS whole
  FROM followed AS f
  ASOF LEFT JOIN loss_gap AS g
    ON g.capture_id = f.capture_id
    AND g.buffer_id = f.buffer_id
    AND g.from_ts <= f.next_ts
  WHERE f.leaves
),
wakeup AS (
  SELECT capture_id, buffer_id, ts, CAST(pid AS INTEGER) AS tid, MIN(common_pid) AS waker_tid
  FROM src."sched.sched_waking"
  GROUP BY capture_id, buffer_id, ts, pid
)
SELECT
  s.capture_id,
  s.buffer_id,
  s.tid,
  s.cpu,
  s.rec,
  s.ts AS start_ts,
  CASE WHEN w.ts <= s.next_ts OR s.next_ts IS NULL THEN w.ts END AS woken_ts,
  CASE WHEN s.whole THEN s.next_ts END AS end_ts,
  CASE WHEN s.whole THEN s.next_cpu END AS end_cpu,
  {{task_state s.state}} AS state,
  CASE WHEN w.ts <= s.next_ts OR s.next_ts IS NULL THEN w.waker_tid END AS waker_tid
FROM gone AS s
ASOF LEFT JOIN wakeup AS w
  ON w.capture_id = s.capture_id
  AND w.buffer_id = s.buffer_id
  AND w.tid = s.tid
  AND w.ts >= s.ts
