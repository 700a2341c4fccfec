-- SPDX-License-Identifier: Apache-2.0
-- id:        dax-store-untagged
-- title:     A store to persistent memory was not recorded as dirty
-- severity:  high
-- family:    dax
-- anomaly:   F01
-- evidence:  exact
-- needs:     dax_fault, inode_event, loss_gap
-- reference: fs/dax.c dax_insert_entry (__mark_inode_dirty(I_DIRTY_PAGES), PAGECACHE_TAG_DIRTY), 5.10 to 6.12
WITH store AS (
  SELECT *
  FROM dax_fault
  WHERE write
    AND shared
    AND unpaired IS NULL
    AND (result & 256) <> 0
    AND (result & 8192) = 0
    AND capture_id IN (SELECT capture_id FROM inode_event WHERE kind = 'marked')
),
tagged AS (
  SELECT
    s.*,
    m.ts AS marked_ts,
    COALESCE(g.to_ts >= s.start_ts, FALSE) AS lost
  FROM store AS s
  ASOF LEFT JOIN (SELECT * FROM inode_event WHERE kind = 'marked' AND (flags & 4) <> 0) AS m
    ON m.capture_id = s.capture_id
    AND m.tid = s.tid
    AND m.dev = s.dev
    AND m.ino = s.ino
    AND m.ts <= s.end_ts
  ASOF LEFT JOIN loss_gap AS g
    ON g.capture_id = s.capture_id
    AND g.buffer_id = s.buffer_id
    AND g.from_ts <= s.end_ts
)
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
