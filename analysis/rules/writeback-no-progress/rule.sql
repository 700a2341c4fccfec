-- SPDX-License-Identifier: Apache-2.0
-- id:        writeback-no-progress
-- title:     Round after round, writeback of a file with dirty pages wrote nothing
-- severity:  high
-- family:    writeback
-- anomaly:   C04
-- evidence:  exact
-- needs:     single_inode_writeback
-- param:     min_rounds = 3  rounds in a row without a page written
-- param:     min_span_ns = 15000000000  time they must span [ns]
-- reference: fs/fs-writeback.c __writeback_single_inode
WITH round AS (
  SELECT
    *,
    COUNT(*) FILTER (wrote > 0 OR dirty_pages_left IS NOT TRUE OR nr_to_write <= 0) OVER (
      PARTITION BY capture_id, bdi, ino
      ORDER BY start_ts, rec
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS chain
  FROM single_inode_writeback
  WHERE unpaired IS NULL
)
SELECT
  MIN(start_ts) AS ts,
  ARG_MIN(cpu, start_ts) AS cpu,
  ARG_MIN(tid, start_ts) AS tid,
  COALESCE(format('inode {} on device {}:{}', ino, ANY_VALUE(dev) >> 20, ANY_VALUE(dev) & 1048575), format('inode {} on bdi {}', ino, bdi)) AS subject,
  format('{} rounds of writeback within {} ms wrote nothing, and dirty pages were left', COUNT(*), (MAX(end_ts) - MIN(start_ts)) // 1000000) AS message,
  capture_id,
  bdi,
  ANY_VALUE(dev) AS dev,
  ino,
  COUNT(*) AS rounds,
  MAX(end_ts) AS last_ts
FROM round
WHERE wrote = 0
  AND dirty_pages_left
  AND nr_to_write > 0
GROUP BY capture_id, bdi, ino, chain
HAVING COUNT(*) >= $min_rounds
  AND MAX(end_ts) - MIN(start_ts) >= $min_span_ns
ORDER BY capture_id, ts, bdi, ino
