-- SPDX-License-Identifier: Apache-2.0
-- title:       Calls of operations that must not block, and whether their thread slept in them
-- materialise: yes
-- needs:       op_call
-- needs:       lock_rule
-- needs:       sched.sched_switch(prev_pid, prev_state)
-- needs:       loss_gap
-- evidence:    exact if op_call; calls with both ends, and the switches inside them
-- evidence:    stock; calls without a return have no verdict
-- source:      Documentation/filesystems/locking.rst, column "may block" and the sentences about it, v5.10 and v6.12;
--              kernel/sched/core.c __schedule: a task that gives up the cpu by itself has a state other than running, one that is
--              preempted has not, whatever it had set (prev_state then is 0, or has only the bit of TASK_REPORT_MAX).
-- note:        Methods only: a caller of the VFS does more than the operation. Without a return there is no verdict. A kernel with
--              PREEMPT_RT sleeps in spinlocks; it is not judged.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      buffer_id UTINYINT  ring buffer of the call
-- column:      rule VARCHAR  struct.operation:may_block
-- column:      document VARCHAR  version of the document
-- column:      line INTEGER  line in it
-- column:      operation VARCHAR  struct.member
-- column:      function VARCHAR  function called
-- column:      tid INTEGER  thread; NULL in an interrupt
-- column:      cpu SMALLINT  cpu
-- column:      rec BIGINT  place of the entry's record in its cpu buffer
-- column:      start_ts BIGINT  entry of the call
-- column:      end_ts BIGINT  return
-- column:      verdict VARCHAR  followed; violated: it slept; excepted: it slept, as is known of kernels; undecidable
-- column:      why VARCHAR  of excepted the disagreement, of undecidable the reason; NULL otherwise
-- column:      slept_ts BIGINT  when it went to sleep first; NULL when it did not
WITH asked AS (
  SELECT
    c.capture_id, c.buffer_id, c.tid, c.owner, c.cpu, c.rec, c.start_ts, c.end_ts, c.function, c.unpaired, c.operation AS operations,
    r.rule, r.document, r.line, r.operation, r.disagreement, r.effect
  FROM op_call AS c
  CROSS JOIN UNNEST(STRING_SPLIT(c.operation, '|')) AS u (operation)
  JOIN lock_rule AS r
    ON r.capture_id = c.capture_id
    AND r.operation = u.operation
  JOIN capture AS k
    ON k.capture_id = c.capture_id
  WHERE c.role = 'method'
    AND r.requirement = 'must-not-block'
    AND r.effect IS DISTINCT FROM 'ignore'
    AND k.kernel_release NOT LIKE '%rt%'
),
slept AS (
  SELECT capture_id, CAST(prev_pid AS INTEGER) AS tid, ts
  FROM src."sched.sched_switch"
  WHERE (prev_state & 255) <> 0
    AND prev_pid <> 0
),
switched AS (
  SELECT DISTINCT capture_id, CAST(prev_pid AS INTEGER) AS tid
  FROM src."sched.sched_switch"
),
followed AS (
  SELECT
    a.*,
    CASE WHEN s.ts <= a.end_ts THEN s.ts END AS slept_ts,
    w.tid IS NOT NULL AS seen
  FROM asked AS a
  ASOF LEFT JOIN slept AS s
    ON s.capture_id = a.capture_id
    AND s.tid = a.tid
    AND s.ts >= a.start_ts
  LEFT JOIN switched AS w
    ON w.capture_id = a.capture_id
    AND w.tid = a.tid
)
SELECT
  f.capture_id,
  f.buffer_id,
  f.rule,
  f.document,
  f.line,
  f.operation,
  f.function,
  f.tid,
  f.cpu,
  f.rec,
  f.start_ts,
  f.end_ts,
  CASE
    WHEN f.end_ts IS NULL OR g.to_ts >= f.start_ts THEN 'undecidable'
    WHEN f.slept_ts IS NOT NULL AND f.effect IS NOT DISTINCT FROM 'except' THEN 'excepted'
    WHEN f.slept_ts IS NOT NULL AND CONTAINS(f.operations, '|') THEN 'undecidable'
    WHEN f.slept_ts IS NOT NULL THEN 'violated'
    WHEN f.tid IS NOT NULL AND NOT f.seen THEN 'undecidable'
    ELSE 'followed'
  END AS verdict,
  CASE
    WHEN f.end_ts IS NULL THEN 'the return was not recorded'
    WHEN g.to_ts >= f.start_ts THEN 'events were lost near the call'
    WHEN f.slept_ts IS NOT NULL AND f.effect IS NOT DISTINCT FROM 'except' THEN f.disagreement
    WHEN f.slept_ts IS NOT NULL AND CONTAINS(f.operations, '|') THEN 'the function implements several operations'
    WHEN f.tid IS NOT NULL AND NOT f.seen AND f.slept_ts IS NULL THEN 'no switch of this thread'
  END AS why,
  f.slept_ts
FROM followed AS f
ASOF LEFT JOIN (SELECT capture_id AS lost_in, from_ts, to_ts FROM loss_gap) AS g
  ON g.lost_in = f.capture_id
  AND g.from_ts <= COALESCE(f.end_ts, f.start_ts)
