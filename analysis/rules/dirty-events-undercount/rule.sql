-- SPDX-License-Identifier: Apache-2.0
-- id:        dirty-events-undercount
-- title:     The kernel counted more dirtied pages than the dirty events explain
-- severity:  info
-- family:    accounting
-- anomaly:   A10
-- param:     ratio_percent = 125  counted pages per explained page that are left alone [%]
-- param:     drift_per_cpu = 125  pages that one cpu may not have added to the counter yet [pages]
-- reference: include/trace/events/writeback.h writeback_dirty_folio (no size of the folio), 5.10 to 6.12
{{candidates}}
SELECT
  from_ts AS ts,
  CAST(NULL AS SMALLINT) AS cpu,
  CAST(NULL AS INTEGER) AS tid,
  'the whole machine' AS subject,
  format(
    '{} of {} pages that the kernel counted as dirtied are explained by dirty events; {} events are of folios of unknown size. Totals from events are a '
    || 'lower bound', CAST(pages AS BIGINT), counted, unknown
  ) AS message,
  capture_id,
  CAST(pages AS BIGINT) AS explained,
  counted,
  unknown,
  tolerance,
  to_ts AS last_ts
FROM compared
WHERE NOT lost
  AND counted * 100 > pages * $ratio_percent
  AND counted - pages > tolerance
ORDER BY capture_id
