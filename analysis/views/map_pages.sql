-- SPDX-License-Identifier: Apache-2.0
-- title:       Fault-around: pages of the cache mapped read-only beside the one that was asked for (F1)
-- needs:       filemap.mm_filemap_map_pages(i_ino, s_dev, index, last_index)?
-- needs:       probe.filemap_map_pages(ino?, dev?, start_pgoff|start?, end_pgoff|end?)?
-- evidence:    stock; the range that was asked for, not the pages that were mapped
-- source:      mm/filemap.c filemap_map_pages, include/trace/events/filemap.h mm_filemap_map_pages (6.12 and later). A range that was
--              asked for, not the pages that were mapped: those not in the cache, locked or not uptodate are passed over.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      ts BIGINT  when, on the trace clock
-- column:      cpu SMALLINT  cpu
-- column:      tid INTEGER  thread
-- column:      rec BIGINT  place of the record in its cpu buffer: a tie-break where ts is equal
-- column:      method VARCHAR  event (the stock tracepoint) or kprobe: one call can give a row of each
-- column:      dev UINTEGER  device of the file system (kernel dev_t); NULL when not recorded
-- column:      ino UBIGINT  inode number; NULL with dev
-- column:      index UBIGINT  first page asked for [pages]; NULL when not recorded
-- column:      last_index UBIGINT  last page asked for [pages]; NULL when not recorded
SELECT
  capture_id,
  buffer_id,
  ts,
  cpu,
  common_pid AS tid,
  rec,
  'event' AS method,
  CAST(s_dev AS UINTEGER) AS dev,
  CAST(i_ino AS UBIGINT) AS ino,
  CAST(index AS UBIGINT) AS index,
  CAST(last_index AS UBIGINT) AS last_index
FROM src."filemap.mm_filemap_map_pages"
UNION ALL
SELECT
  capture_id,
  buffer_id,
  ts,
  cpu,
  common_pid,
  rec,
  'kprobe',
  CASE WHEN dev <> 0 THEN CAST(dev AS UINTEGER) END,
  CASE WHEN dev <> 0 THEN CAST(ino AS UBIGINT) END,
  CAST(start_pgoff AS UBIGINT),
  CAST(end_pgoff AS UBIGINT)
FROM src."probe.filemap_map_pages"
