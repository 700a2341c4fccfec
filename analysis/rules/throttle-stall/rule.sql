-- SPDX-License-Identifier: Apache-2.0
-- id:        throttle-stall
-- title:     A writer was held in balance_dirty_pages for a second or more
-- severity:  high
-- family:    throttling
-- anomaly:   D01
-- evidence:  exact
-- needs:     throttle
-- param:     min_stall_ms = 1000  time asleep within one call [ms]
-- reference: mm/page-writeback.c balance_dirty_pages (MAX_PAUSE is 200 ms)
WITH call AS (
  SELECT
    capture_id,
    buffer_id,
    tid,
    bdi,
    call_ts,
    ARG_MIN(cpu, start_ts) AS cpu,
    COUNT(*) AS pauses,
    CAST(SUM(slept_ns) AS BIGINT) AS slept_ns,
    MAX(start_ts) AS last_ts,
    MIN(task_ratelimit) AS lowest_ratelimit
  FROM throttle
  WHERE confirmed
  GROUP BY capture_id, buffer_id, tid, bdi, call_ts
)
SELECT
  MIN(call_ts) AS ts,
  ARG_MIN(cpu, call_ts) AS cpu,
  tid,
  format('thread {} on bdi {}', tid, bdi) AS subject,
  format(
    '{} calls of balance_dirty_pages slept {} ms or more; the longest {} ms in {} pauses, at a rate of down to {} KiB/s',
    COUNT(*), $min_stall_ms, MAX(slept_ns) // 1000000, ARG_MAX(pauses, slept_ns), MIN(lowest_ratelimit)
  ) AS message,
  capture_id,
  bdi,
  COUNT(*) AS calls,
  MAX(slept_ns) AS longest_ns,
  ARG_MAX(call_ts, slept_ns) AS longest_ts,
  MAX(last_ts) AS last_ts
FROM call
WHERE slept_ns >= $min_stall_ms * 1000000
GROUP BY capture_id, bdi, tid
ORDER BY capture_id, ts, tid, bdi
