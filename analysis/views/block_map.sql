-- SPDX-License-Identifier: Apache-2.0
-- title:       Block mapping and allocation by file systems, one row per call, from stock tracepoints
-- needs:       ext4.ext4_ext_map_blocks_enter(dev, ino)?
-- needs:       ext4.ext4_ext_map_blocks_exit(dev, ret)?
-- needs:       ext4.ext4_ind_map_blocks_enter(dev, ino)?
-- needs:       ext4.ext4_ind_map_blocks_exit(dev, ret)?
-- needs:       iomap.iomap_iter(dev, ino)?
-- needs:       iomap.iomap_iter_dstmap(dev)?
-- needs:       iomap.iomap_apply(dev, ino)?
-- needs:       iomap.iomap_apply_dstmap(dev)?
-- needs:       loss_gap
-- evidence:    exact if ext4.ext4_ext_map_blocks_enter, ext4.ext4_ext_map_blocks_exit; tracepoints at both ends
-- evidence:    exact if iomap.iomap_iter, iomap.iomap_iter_dstmap; tracepoints at both ends
-- evidence:    exact if iomap.iomap_apply, iomap.iomap_apply_dstmap; tracepoints at both ends
-- evidence:    stock; one end only
-- source:      fs/ext4/extents.c ext4_ext_map_blocks, fs/ext4/indirect.c ext4_ind_map_blocks; fs/iomap/iter.c iomap_iter (fs/iomap/apply.c
--              iomap_apply before 5.15): the event comes before iomap_begin of the file system, iomap_iter_dstmap right after it. 5.10 to
--              6.12. An iomap_iter at the end of a range maps nothing and has no row.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      tid INTEGER  thread
-- column:      cpu SMALLINT  cpu of the begin
-- column:      rec BIGINT  place of its first record in its cpu buffer
-- column:      start_ts BIGINT  begin
-- column:      end_ts BIGINT  end; NULL when it was not seen, or lost
-- column:      kind VARCHAR  extents, indirect (ext4's two ways to map blocks), iomap (xfs and others)
-- column:      dev UINTEGER  device of the file system (kernel dev_t)
-- column:      ino UBIGINT  inode number
-- column:      ret BIGINT  ext4: blocks mapped, or a negative errno; NULL for iomap and with end_ts
WITH event AS (
  SELECT
    'extents' AS kind, capture_id, buffer_id, ts, cpu, common_pid AS tid, rec, FALSE AS is_return, CAST(dev AS UINTEGER) AS dev,
    CAST(ino AS UBIGINT) AS ino, CAST(NULL AS BIGINT) AS ret
  FROM src."ext4.ext4_ext_map_blocks_enter"
  UNION ALL
  SELECT 'extents', capture_id, buffer_id, ts, cpu, common_pid, rec, TRUE, CAST(dev AS UINTEGER), NULL, CAST(ret AS BIGINT)
  FROM src."ext4.ext4_ext_map_blocks_exit"
  UNION ALL
  SELECT 'indirect', capture_id, buffer_id, ts, cpu, common_pid, rec, FALSE, CAST(dev AS UINTEGER), CAST(ino AS UBIGINT), NULL
  FROM src."ext4.ext4_ind_map_blocks_enter"
  UNION ALL
  SELECT 'indirect', capture_id, buffer_id, ts, cpu, common_pid, rec, TRUE, CAST(dev AS UINTEGER), NULL, CAST(ret AS BIGINT)
  FROM src."ext4.ext4_ind_map_blocks_exit"
  UNION ALL
  SELECT 'iomap', capture_id, buffer_id, ts, cpu, common_pid, rec, FALSE, CAST(dev AS UINTEGER), CAST(ino AS UBIGINT), NULL
  FROM src."iomap.iomap_iter"
  UNION ALL
  SELECT 'iomap', capture_id, buffer_id, ts, cpu, common_pid, rec, TRUE, CAST(dev AS UINTEGER), NULL, NULL
  FROM src."iomap.iomap_iter_dstmap"
  UNION ALL
  SELECT 'iomap', capture_id, buffer_id, ts, cpu, common_pid, rec, FALSE, CAST(dev AS UINTEGER), CAST(ino AS UBIGINT), NULL
  FROM src."iomap.iomap_apply"
  UNION ALL
  SELECT 'iomap', capture_id, buffer_id, ts, cpu, common_pid, rec, TRUE, CAST(dev AS UINTEGER), NULL, NULL
  FROM src."iomap.iomap_apply_dstmap"
),
call AS (
  {{call event; by: kind}}
)
SELECT capture_id, buffer_id, tid, cpu, rec, start_ts, end_ts, kind, dev, ino, ret
FROM call
WHERE kind <> 'iomap'
   OR unpaired IS DISTINCT FROM 'no return'
