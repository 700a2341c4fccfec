-- SPDX-License-Identifier: Apache-2.0
-- id:        ambiguous-bdi
-- title:     A backing device and an inode number name several files
-- severity:  info
-- family:    accounting
-- anomaly:   A11
-- evidence:  exact
-- needs:     folio_dirtied
-- reference: include/trace/events/writeback.h (events name the bdi, which several file systems may share)
SELECT
  MIN(ts) AS ts,
  ARG_MIN(cpu, ts) AS cpu,
  ARG_MIN(tid, ts) AS tid,
  format('inode {} of {}', ino, bdi) AS subject,
  format('{} dirty events name inode {} of {}, which exists on several file systems there; rules that need the file leave them out', COUNT(*), ino, bdi) AS message,
  capture_id,
  bdi,
  ino,
  COUNT(*) AS events,
  MAX(ts) AS last_ts
FROM folio_dirtied
WHERE dev_ambiguous
GROUP BY capture_id, bdi, ino
ORDER BY capture_id, ts, bdi, ino
