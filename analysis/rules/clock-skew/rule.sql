-- SPDX-License-Identifier: Apache-2.0
-- id:        clock-skew
-- title:     The trace clocks of the cpus disagree, or one went back
-- severity:  info
-- family:    capture
-- anomaly:   G02
-- needs:     clock_check
-- param:     max_skew_ns = 1000  disagreement that is left alone, in units of the clock [ns]
-- reference: Documentation/trace/ftrace.rst, trace_clock; kernel/sched/core.c __schedule
SELECT
  CAST(NULL AS BIGINT) AS ts,
  cpu,
  CAST(NULL AS INTEGER) AS tid,
  format('cpu {} of buffer {}', cpu, buffer_id) AS subject,
  CASE
    WHEN COALESCE(worst_step_back, 0) > $max_skew_ns
      THEN format('{} events are earlier than the one before them, by up to {} units of the clock', steps_back, worst_step_back)
    ELSE format('{} of {} threads came here before they had left another cpu, by up to {} units of the clock', moves_back, moves, worst_skew)
  END AS message,
  capture_id,
  buffer_id,
  steps_back,
  worst_step_back,
  moves,
  moves_back,
  worst_skew
FROM clock_check
WHERE COALESCE(worst_step_back, 0) > $max_skew_ns
  OR COALESCE(worst_skew, 0) > $max_skew_ns
ORDER BY capture_id, buffer_id, cpu
