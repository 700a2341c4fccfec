-- SPDX-License-Identifier: Apache-2.0
-- id:        written-far-from-asked
-- title:     Writeback wrote far more or far fewer pages than it was asked to
-- severity:  low
-- family:    writeback
-- needs:     single_inode_writeback
-- param:     factor = 4  how many times more, or fewer
-- param:     min_pages = 4096  difference that is left alone [pages]
-- reference: Documentation/filesystems/locking.rst, writepages (v5.10, v6.12): at least nr_to_write pages, and reasonably close; fs/fs-writeback.c writeback_chunk_size (5.10 to 6.12)
SELECT
  MIN(start_ts) AS ts,
  ARG_MIN(cpu, start_ts) AS cpu,
  ARG_MIN(tid, start_ts) AS tid,
  format('inode {} on {}', ino, bdi) AS subject,
  format(
    '{} rounds; the farthest was asked for {} pages and wrote {}', COUNT(*), ARG_MAX(nr_to_write, ABS(wrote - nr_to_write)),
    ARG_MAX(wrote, ABS(wrote - nr_to_write))
  ) AS message,
  capture_id,
  ANY_VALUE(dev) AS dev,
  ino,
  COUNT(*) AS rounds,
  COUNT(*) FILTER (wrote < nr_to_write) AS fewer,
  ARG_MAX(nr_to_write, ABS(wrote - nr_to_write)) AS asked,
  ARG_MAX(wrote, ABS(wrote - nr_to_write)) AS wrote
FROM single_inode_writeback
WHERE end_ts IS NOT NULL
  AND nr_to_write < 4611686018427387904
  AND ABS(wrote - nr_to_write) > $min_pages
  AND (wrote > nr_to_write * $factor OR (wrote * $factor < nr_to_write AND dirty_pages_left AND NOT sync AND wrote > 0))
GROUP BY capture_id, bdi, ino
ORDER BY capture_id, ts, subject
