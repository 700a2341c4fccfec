-- SPDX-License-Identifier: Apache-2.0
-- id:        sync-livelock
-- title:     A sync of a file went on because the file was being dirtied meanwhile
-- severity:  medium
-- family:    writeback
-- anomaly:   C05
-- needs:     single_inode_writeback, folio_dirtied
-- param:     min_s = 30  rounds that take longer are looked at [s]
-- param:     factor = 2  how many times the pages that were dirty at its begin it wrote
-- reference: mm/page-writeback.c tag_pages_for_writeback, write_cache_pages (5.10 to 6.12)
WITH long_round AS (
  SELECT *
  FROM single_inode_writeback
  WHERE sync
    AND unpaired IS NULL
    AND dev IS NOT NULL
    AND end_ts - start_ts > CAST($min_s AS BIGINT) * 1000000000
),
dirtied AS (
  SELECT r.capture_id, r.dev, r.ino, r.start_ts, SUM(d.pages) AS pages
  FROM folio_dirtied AS d
  ASOF JOIN long_round AS r
    ON r.capture_id = d.capture_id
    AND r.dev = d.dev
    AND r.ino = d.ino
    AND r.start_ts <= d.ts
  WHERE d.ts < r.end_ts
  GROUP BY r.capture_id, r.dev, r.ino, r.start_ts
)
SELECT
  r.start_ts AS ts,
  r.cpu,
  r.tid,
  format('inode {} on device {}:{}', r.ino, r.dev >> 20, r.dev & 1048575) AS subject,
  format(
    'a sync ran {} s and wrote {} pages; {} became dirty meanwhile', (r.end_ts - r.start_ts) // 1000000000, r.wrote, CAST(d.pages AS BIGINT)
  ) AS message,
  r.capture_id,
  r.dev,
  r.ino,
  r.wrote,
  r.wrote AS pages,
  CAST(d.pages AS BIGINT) AS dirtied,
  r.end_ts AS last_ts
FROM long_round AS r
JOIN dirtied AS d
  ON d.capture_id = r.capture_id
  AND d.dev = r.dev
  AND d.ino = r.ino
  AND d.start_ts = r.start_ts
WHERE r.wrote > $factor * GREATEST(0, r.wrote - d.pages)
ORDER BY r.capture_id, ts, r.dev, r.ino
