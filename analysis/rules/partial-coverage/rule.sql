-- SPDX-License-Identifier: Apache-2.0
-- id:        partial-coverage
-- title:     Most kinds of evidence were not recorded
-- severity:  info
-- family:    capture
-- anomaly:   G04
-- needs:     folio_added?, folio_removed?, folio_dirtied?, folio_cleaned?, folio_writeback?, folio_cancelled?, folio_redirtied?, mkwrite?
-- needs:     fault_call?, inode_size?, inode_event?, dirty_state?, throttle?, writeback_error?, syscall?, lock_event?
-- param:     max_percent = 50  kinds of evidence that may be missing [%]
-- reference: tracefs `events/*/enable`, `kprobe_events`; table `evidence`
WITH kind AS (
  SELECT
    capture_id,
    view,
    level,
    missing
  FROM evidence
  WHERE view IN (
    'folio_added',
    'folio_removed',
    'folio_dirtied',
    'folio_cleaned',
    'folio_writeback',
    'folio_cancelled',
    'folio_redirtied',
    'mkwrite',
    'fault_call',
    'inode_size',
    'inode_event',
    'dirty_state',
    'throttle',
    'writeback_error',
    'syscall',
    'lock_event'
  )
)
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
