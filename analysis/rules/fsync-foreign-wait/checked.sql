-- SPDX-License-Identifier: Apache-2.0
-- title: Calls that sync a file; undecided are those that a loss overlaps
-- needs: syscall, folio_wait
SELECT
  capture_id,
  COUNT(*) FILTER (unpaired IS NULL) AS checked,
  COUNT(*) FILTER (unpaired = 'lost events') AS undecided
FROM syscall
WHERE name IN ('fsync', 'fdatasync', 'msync', 'sync_file_range')
GROUP BY capture_id
