-- SPDX-License-Identifier: Apache-2.0
-- id:        partial-coverage
-- title:     Most kinds of evidence were not recorded
-- severity:  info
-- family:    capture
-- anomaly:   G04
-- param:     max_percent = 50  kinds of evidence that may be missing [%]
-- reference: tracefs `events/*/enable`, `kprobe_events`; table `evidence`
{{candidates}}
SELECT
  CAST(NULL AS BIGINT) AS ts,
  CAST(NULL AS SMALLINT) AS cpu,
  CAST(NULL AS INTEGER) AS tid,
  'the capture' AS subject,
  format(
    '{} of {} kinds of evidence are missing: {}; rules that need them are inconclusive', COUNT(*) FILTER (level = 'absent'), COUNT(*),
    string_agg(view, ', ' ORDER BY view) FILTER (level = 'absent')
  ) AS message,
  capture_id,
  COUNT(*) FILTER (level = 'absent') AS absent,
  COUNT(*) FILTER (level = 'silent') AS silent,
  string_agg(view, ', ' ORDER BY view) FILTER (level = 'silent') AS without_events
FROM kind
GROUP BY capture_id
HAVING COUNT(*) FILTER (level = 'absent') * 100 > COUNT(*) * $max_percent
ORDER BY capture_id
