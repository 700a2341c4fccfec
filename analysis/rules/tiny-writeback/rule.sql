-- SPDX-License-Identifier: Apache-2.0
-- id:        tiny-writeback
-- title:     Writeback goes on in tiny chunks although more is dirty
-- severity:  medium
-- family:    writeback
-- anomaly:   C07
-- needs:     single_inode_writeback
-- param:     median_pages = 64  median of a round that is tiny [pages]
-- param:     min_rounds = 20  rounds that left dirty pages behind, at the least
-- reference: fs/fs-writeback.c writeback_chunk_size (at least MIN_WRITEBACK_PAGES = 1024 pages), 5.10 to 6.12
SELECT
  MIN(start_ts) AS ts,
  ARG_MIN(cpu, start_ts) AS cpu,
  ARG_MIN(tid, start_ts) AS tid,
  format('bdi {}', bdi) AS subject,
  format(
    '{} rounds of writing wrote {} pages each (median) and left dirty pages behind; they were allowed {}',
    COUNT(*), CAST(QUANTILE_DISC(wrote, 0.5) AS BIGINT), CAST(QUANTILE_DISC(nr_to_write, 0.5) AS BIGINT)
  ) AS message,
  capture_id,
  bdi,
  COUNT(*) AS rounds,
  QUANTILE_DISC(wrote, 0.5) AS median_wrote,
  CAST(SUM(wrote) AS BIGINT) AS pages,
  COUNT(DISTINCT ino) AS inodes,
  MAX(end_ts) AS last_ts
FROM single_inode_writeback
WHERE unpaired IS NULL
  AND dirty_pages_left
  AND wrote > 0
  AND nr_to_write > $median_pages
GROUP BY capture_id, bdi
HAVING COUNT(*) >= $min_rounds
  AND QUANTILE_DISC(wrote, 0.5) < $median_pages
ORDER BY capture_id, ts, bdi
