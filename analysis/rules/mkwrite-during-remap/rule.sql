-- SPDX-License-Identifier: Apache-2.0
-- id:        mkwrite-during-remap
-- title:     A store was granted on a range that was being cloned or deduplicated
-- severity:  critical
-- family:    mkwrite
-- anomaly:   B08
-- reference: fs/remap_range.c generic_remap_file_range_prep; fs/xfs/xfs_reflink.c xfs_reflink_remap_prep (MMAPLOCK held over flush and remap), 5.10 to 6.12
{{candidates}}
SELECT
  MIN(m.start_ts) AS ts,
  ARG_MIN(m.cpu, m.start_ts) AS cpu,
  ARG_MIN(m.tid, m.start_ts) AS tid,
  format('inode {} on device {}:{}', l.ino, l.dev >> 20, l.dev & 1048575) AS subject,
  format(
    '{} stores were granted while thread {} cloned or deduplicated the range; first page {}', COUNT(*), ARG_MIN(l.tid, m.start_ts), ARG_MIN(m.index, m.start_ts)
  ) AS message,
  l.capture_id,
  l.dev,
  l.ino,
  COUNT(*) AS calls,
  ARG_MIN(m.index, m.start_ts) AS first_index,
  ARG_MIN(l.call_ts, m.start_ts) AS call_ts,
  MAX(m.end_ts) AS last_ts
FROM locked AS l
JOIN mkwrite AS m
  ON m.capture_id = l.capture_id
  AND m.dev = l.dev
  AND m.ino = l.ino
  AND m.level = 'fs'
  AND m.succeeded
  AND m.start_ts > l.from_ts
  AND m.end_ts < l.to_ts
  AND m.index >= l.low
  AND m.index < l.high
GROUP BY l.capture_id, l.dev, l.ino
ORDER BY l.capture_id, ts, l.dev, l.ino
