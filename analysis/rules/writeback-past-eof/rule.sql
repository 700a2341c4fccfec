-- SPDX-License-Identifier: Apache-2.0
-- id:        writeback-past-eof
-- title:     Writeback started on a page beyond the end of the file
-- severity:  high
-- family:    mkwrite
-- anomaly:   B02
-- evidence:  exact
-- needs:     writeback_bound
-- reference: fs/iomap/buffered-io.c iomap_writepage_handle_eof; fs/buffer.c __block_write_full_folio; fs/ext4/inode.c mpage_prepare_extent_to_map; invariant I8
WITH past AS (
  SELECT *
  FROM writeback_bound
  WHERE beyond
    AND NOT lost
    AND NOT truncating
    AND truncates_recorded
)
SELECT
  MIN(start_ts) AS ts,
  ARG_MIN(cpu, start_ts) AS cpu,
  ARG_MIN(tid, start_ts) AS tid,
  format('inode {} on device {}:{}', ino, dev >> 20, dev & 1048575) AS subject,
  format(
    'writeback started on {} pages beyond the end of the file; first at offset {}, size at most {}', COUNT(*), ARG_MIN(pos, start_ts),
    ARG_MIN(size_bound, start_ts)
  ) AS message,
  capture_id,
  dev,
  ino,
  COUNT(*) AS pages,
  ARG_MIN(index, start_ts) AS first_index,
  ARG_MIN(size_bound, start_ts) AS size_bound,
  ARG_MIN(bound_ts, start_ts) AS bound_ts,
  ARG_MIN(bound_evidence, start_ts) AS bound_evidence,
  MAX(start_ts) AS last_ts
FROM past
GROUP BY capture_id, dev, ino
ORDER BY capture_id, ts, dev, ino
