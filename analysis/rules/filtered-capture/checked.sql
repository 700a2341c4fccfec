-- SPDX-License-Identifier: Apache-2.0
-- title: Pairs of switches, and commands of perf
-- needs: clock_check?
WITH switched AS (
  SELECT
    capture_id,
    SUM(switches) AS switches,
    SUM(broken_switches) AS broken
  FROM clock_check
  GROUP BY capture_id
),
judged AS (
  SELECT
    c.capture_id,
    c.start_ts,
    COALESCE(s.broken, 0) AS broken,
    COALESCE(s.switches, 0) AS switches,
    regexp_matches(c.command_line, '(^|/| )perf[^ ]* record ') AS by_perf,
    regexp_matches(c.command_line, '(^|/| )perf[^ ]* record ') AND NOT regexp_matches(c.command_line, ' (-[a-zA-Z]*a|--all-cpus|-C|--cpu)( |=|[0-9]|$)') AS own_threads
  FROM capture AS c
  LEFT JOIN switched AS s
    ON s.capture_id = c.capture_id
)
SELECT
  capture_id,
  CAST(SUM(switches + CASE WHEN by_perf THEN 1 ELSE 0 END) AS BIGINT) AS checked,
  0 AS undecided
FROM judged
GROUP BY capture_id
