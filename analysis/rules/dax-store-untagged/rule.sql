-- SPDX-License-Identifier: Apache-2.0
-- id:        dax-store-untagged
-- title:     A store to persistent memory was not recorded as dirty
-- severity:  high
-- family:    dax
-- anomaly:   F01
-- evidence:  exact
-- reference: fs/dax.c dax_insert_entry (__mark_inode_dirty(I_DIRTY_PAGES), PAGECACHE_TAG_DIRTY), 5.10 to 6.12
{{candidates}}
SELECT
  MIN(start_ts) AS ts,
  ARG_MIN(cpu, start_ts) AS cpu,
  ARG_MIN(tid, start_ts) AS tid,
  format('inode {} on device {}:{}', ino, dev >> 20, dev & 1048575) AS subject,
  format('{} write faults mapped persistent memory without marking its pages dirty; first page {}', COUNT(*), ARG_MIN(index, start_ts)) AS message,
  capture_id,
  dev,
  ino,
  COUNT(*) AS faults,
  ARG_MIN(index, start_ts) AS first_index,
  MAX(end_ts) AS last_ts
FROM tagged
WHERE NOT lost
  AND (marked_ts >= start_ts) IS NOT TRUE
GROUP BY capture_id, dev, ino
ORDER BY capture_id, ts, dev, ino
