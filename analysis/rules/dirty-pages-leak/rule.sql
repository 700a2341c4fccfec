-- SPDX-License-Identifier: Apache-2.0
-- id:        dirty-pages-leak
-- title:     The number of dirty pages at idle keeps rising
-- severity:  high
-- family:    accounting
-- anomaly:   A06
-- param:     idle_s = 60  without dirtying for so long the machine is idle [s]
-- param:     idle_pages = 8  dirtied pages that are left alone in that time [pages]
-- param:     rising_windows = 3  idle windows that must rise in a row
-- param:     drift_per_cpu = 125  pages that one cpu may not have added to a counter yet [pages]
-- reference: mm/filemap.c filemap_unaccount_folio; mm/page-writeback.c global_dirty_limits (a leaked count ends in permanent throttling)
{{candidates}}
SELECT
  MIN(r.from_ts) AS ts,
  ARG_MIN(r.cpu, r.ts) AS cpu,
  CAST(NULL AS INTEGER) AS tid,
  'the whole machine' AS subject,
  format(
    'dirty pages at idle rose from {} to {} over {} idle windows: the counter leaks, or data cannot be written', ARG_MIN(r.from_floor, r.ts),
    ARG_MAX(r.floor, r.ts), COUNT(*) + $rising_windows - 1
  ) AS message,
  r.capture_id,
  ARG_MIN(r.from_floor, r.ts) AS first_floor,
  ARG_MAX(r.floor, r.ts) AS last_floor,
  COUNT(*) + $rising_windows - 1 AS windows,
  MAX(r.last_ts) AS last_ts
FROM rising AS r
JOIN machine AS m
  ON m.capture_id = r.capture_id
WHERE r.risen > 2 * $drift_per_cpu * m.cpus
GROUP BY r.capture_id, r.climb
ORDER BY r.capture_id, ts
