-- SPDX-License-Identifier: Apache-2.0
-- title:       Folios that are being written to a backing cache (FS-Cache), and that are there
-- each:        function kind =
--              folio_start_private_2 cache_begin, folio_start_fscache cache_begin, __fscache_write_page cache_begin,
--              folio_end_private_2 cache_end, end_page_private_2 cache_end, unlock_page_fscache cache_end
-- needs:       probe.{function}(dev, ino, index)?
-- source:      include/linux/netfs.h and fscache.h, mm/filemap.c folio_end_private_2, 5.10 to 6.12: PG_private_2, called PG_fscache, is
--              set while the cache writes a page. The setters are inlined by most compilers; then only the end is seen.
-- evidence:    exact; probes at both ends
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      ts BIGINT  when, on the trace clock
-- column:      cpu SMALLINT  cpu
-- column:      tid INTEGER  thread
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      rec BIGINT  place of the record in its cpu buffer: a tie-break where ts is equal
-- column:      kind VARCHAR  cache_begin or cache_end
-- column:      dev UINTEGER  device of the file system (kernel dev_t)
-- column:      ino UBIGINT  inode number
-- column:      index UBIGINT  page offset in the file of the folio's first page [pages]
SELECT capture_id, ts, cpu, tid, buffer_id, rec, kind, dev, ino, index
FROM (
  {{each function: SELECT capture_id, ts, cpu, common_pid AS tid, buffer_id, rec, '{kind}' AS kind, CAST(dev AS UINTEGER) AS dev, CAST(ino AS UBIGINT) AS ino, CAST(index AS UBIGINT) AS index FROM src."probe.{function}"}}
)
WHERE dev <> 0
