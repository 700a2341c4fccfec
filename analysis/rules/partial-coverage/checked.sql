-- SPDX-License-Identifier: Apache-2.0
-- title: Kinds of evidence that the capture has; undecided are those it lacks
-- needs: folio_added?, folio_removed?, folio_dirtied?, folio_cleaned?, folio_writeback?, folio_cancelled?, folio_redirtied?, mkwrite?, fault_call?, inode_size?, inode_event?, dirty_state?, throttle?, writeback_error?, syscall?, lock_event?
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
  capture_id,
  COUNT(*) FILTER (level <> 'absent') AS checked,
  COUNT(*) FILTER (level = 'absent') AS undecided
FROM kind
GROUP BY capture_id
