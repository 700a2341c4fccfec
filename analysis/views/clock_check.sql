-- SPDX-License-Identifier: Apache-2.0
-- title:       Whether the trace clock of each cpu can be trusted: order within the cpu, and between cpus by threads that moved
-- materialise: yes
-- needs:       sched.sched_switch(prev_pid, next_pid)
-- needs:       loss_gap
-- evidence:    exact; what the switches themselves contradict
-- source:      kernel/sched/core.c __schedule: what one switch brings in, the next switch of that cpu puts out; a thread comes in on
--              a cpu only after it went out on another. Documentation/trace/ftrace.rst trace_clock: local is fast and not
--              synchronised between cpus.
-- note:        A cpu that lost events is not judged across the loss. With a filter on sched_switch broken and backward moves count
--              what the filter left out.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      buffer_id UTINYINT  ring buffer (table buffer)
-- column:      cpu SMALLINT  cpu
-- column:      events BIGINT  events looked at: sched_switch
-- column:      steps_back BIGINT  events with an earlier time than the one before them in the buffer; 0 on a sound cpu
-- column:      worst_step_back BIGINT  largest of these steps, in units of the clock; NULL when there is none
-- column:      longest_silence BIGINT  longest time between two of the events
-- column:      switches BIGINT  pairs of sched_switch that follow each other on the cpu, without a loss between
-- column:      broken_switches BIGINT  of them, those where another thread goes out than came in: records are missing or out of order
-- column:      moves BIGINT  threads that came in on this cpu after they went out on another
-- column:      moves_back BIGINT  of them, those that came in before they went out: the clocks of the two cpus disagree
-- column:      worst_skew BIGINT  largest such disagreement, a lower bound of the clocks' difference; NULL when there is none
WITH event AS (
  SELECT capture_id, buffer_id, cpu, ts, rec, prev_pid, next_pid
  FROM src."sched.sched_switch"
),
stepped AS (
  SELECT *, ts - LAG(ts) OVER (PARTITION BY capture_id, buffer_id, cpu ORDER BY rec) AS step
  FROM event
),
steps AS (
  SELECT
    capture_id,
    buffer_id,
    cpu,
    COUNT(*) AS events,
    COUNT(*) FILTER (step < 0) AS steps_back,
    MAX(-step) FILTER (step < 0) AS worst_step_back,
    MAX(step) FILTER (step >= 0) AS longest_silence
  FROM stepped
  GROUP BY capture_id, buffer_id, cpu
),
switched AS (
  SELECT
    capture_id, buffer_id, cpu, ts, next_pid,
    LEAD(prev_pid) OVER following AS then_pid,
    LEAD(ts) OVER following AS then_ts
  FROM event
  WINDOW following AS (PARTITION BY capture_id, buffer_id, cpu ORDER BY rec)
),
switches AS (
  SELECT
    s.capture_id,
    s.buffer_id,
    s.cpu,
    COUNT(*) FILTER (g.to_ts IS NULL OR g.to_ts < s.ts) AS switches,
    COUNT(*) FILTER ((g.to_ts IS NULL OR g.to_ts < s.ts) AND s.next_pid <> s.then_pid) AS broken_switches
  FROM switched AS s
  ASOF LEFT JOIN loss_gap AS g
    ON g.capture_id = s.capture_id
    AND g.buffer_id = s.buffer_id
    AND g.from_ts <= s.then_ts
  WHERE s.then_ts IS NOT NULL
  GROUP BY s.capture_id, s.buffer_id, s.cpu
),
-- A thread's stays, numbered on each cpu apart: on one cpu order is certain. The n-th time out is followed by another cpu's time in.
stay AS (
  SELECT
    capture_id, buffer_id, cpu, next_pid AS tid, ts AS in_ts, then_ts AS out_ts,
    LAG(cpu) OVER moving AS cpu_before,
    LAG(then_ts) OVER moving AS out_before
  FROM switched
  WHERE next_pid > 0
    AND next_pid = then_pid
  WINDOW moving AS (PARTITION BY capture_id, buffer_id, next_pid ORDER BY ts)
),
moves AS (
  SELECT
    capture_id,
    buffer_id,
    cpu,
    COUNT(*) AS moves,
    COUNT(*) FILTER (in_ts < out_before) AS moves_back,
    MAX(out_before - in_ts) FILTER (in_ts < out_before) AS worst_skew
  FROM stay
  WHERE cpu_before <> cpu
  GROUP BY capture_id, buffer_id, cpu
)
SELECT
  e.capture_id,
  e.buffer_id,
  e.cpu,
  e.events,
  e.steps_back,
  e.worst_step_back,
  e.longest_silence,
  COALESCE(s.switches, 0) AS switches,
  COALESCE(s.broken_switches, 0) AS broken_switches,
  COALESCE(m.moves, 0) AS moves,
  COALESCE(m.moves_back, 0) AS moves_back,
  m.worst_skew
FROM steps AS e
LEFT JOIN switches AS s
  ON s.capture_id = e.capture_id
  AND s.buffer_id = e.buffer_id
  AND s.cpu = e.cpu
LEFT JOIN moves AS m
  ON m.capture_id = e.capture_id
  AND m.buffer_id = e.buffer_id
  AND m.cpu = e.cpu
ORDER BY ALL
