-- SPDX-License-Identifier: Apache-2.0
-- id:        filtered-capture
-- title:     Only some threads were recorded
-- severity:  info
-- family:    capture
-- anomaly:   G05
-- reference: Documentation/trace/ftrace.rst, set_event_pid; perf-record(1), -a, -p, -t; kernel/sched/core.c __schedule
{{candidates}}
SELECT
  CAST(NULL AS BIGINT) AS ts,
  CAST(NULL AS SMALLINT) AS cpu,
  CAST(NULL AS INTEGER) AS tid,
  'the capture' AS subject,
  CASE
    WHEN own_threads THEN 'perf recorded its own program or given threads only; what the flusher and interrupts did is missing'
    ELSE format(
      '{} of {} switches go on with another thread than the one before: the events of other threads were left out; what the flusher did is missing',
      CAST(broken AS BIGINT), CAST(switches AS BIGINT)
    )
  END AS message,
  capture_id,
  CAST(broken AS BIGINT) AS broken_switches,
  CAST(switches AS BIGINT) AS switches,
  own_threads
FROM judged
WHERE own_threads
  OR broken > 0
ORDER BY capture_id
