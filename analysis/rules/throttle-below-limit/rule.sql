-- SPDX-License-Identifier: Apache-2.0
-- id:        throttle-below-limit
-- title:     Writers were throttled although dirty memory is far below its limit
-- severity:  medium
-- family:    throttling
-- anomaly:   D03
-- evidence:  exact
-- needs:     throttle
-- param:     min_pauses = 3  planned pauses of a device, at the least
-- reference: mm/page-writeback.c balance_dirty_pages, dirty_freerun_ceiling, BDI_CAP_STRICTLIMIT (5.10 to 6.12)
SELECT
  MIN(start_ts) AS ts,
  ARG_MIN(cpu, start_ts) AS cpu,
  ARG_MIN(tid, start_ts) AS tid,
  format('bdi {}', bdi) AS subject,
  format(
    '{} pauses of {} threads with as few as {} dirty pages, where nobody is throttled below {}: the device is held to its own share (strictlimit), {} of its own {} pages dirty',
    COUNT(*), COUNT(DISTINCT tid), MIN(dirty), ARG_MIN(2 * setpoint - dirty_limit, dirty), ARG_MIN(wb_dirty, dirty), ARG_MIN(wb_setpoint, dirty)
  ) AS message,
  capture_id,
  bdi,
  COUNT(*) AS pauses,
  CAST(SUM(pause_ns) AS BIGINT) AS paused_ns,
  MIN(dirty) AS least_dirty,
  CAST(SUM(dirtied) AS BIGINT) AS pages,
  MAX(start_ts) AS last_ts
FROM throttle
WHERE pause_ns > 0
  AND dirty < 2 * setpoint - dirty_limit - 2
GROUP BY capture_id, bdi
HAVING COUNT(*) >= $min_pauses
ORDER BY capture_id, ts, bdi
