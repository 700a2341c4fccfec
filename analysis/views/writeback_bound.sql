-- SPDX-License-Identifier: Apache-2.0
-- title:       Starts of writeback with an upper bound of the file's size at that moment
-- needs:       page_event
-- needs:       inode_size
-- needs:       cache_truncated?
-- needs:       loss_gap
-- evidence:    exact if page_event, inode_size, cache_truncated; starts of writeback, sizes that were read, and whole truncates
-- evidence:    stock; truncates are known by their entry only, or not at all
-- source:      mm/page-writeback.c __folio_start_writeback; fs/iomap/buffered-io.c iomap_writepage_handle_eof, fs/ext4/inode.c
--              mpage_prepare_extent_to_map, fs/buffer.c __block_write_full_folio, 5.10 to 6.12. Exact for the start.
-- note:        A file system reads i_size under the folio's lock, a little before the start: a truncate that is still running then
--              may have changed it in between.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      tid INTEGER  thread that started it
-- column:      cpu SMALLINT  cpu
-- column:      rec BIGINT  place of the record in its cpu buffer: a tie-break where ts is equal
-- column:      start_ts BIGINT  when writeback started
-- column:      end_ts BIGINT  the same
-- column:      dev UINTEGER  device of the file system (kernel dev_t)
-- column:      ino UBIGINT  inode number
-- column:      index UBIGINT  page offset in the file of the folio's first page [pages]
-- column:      pos BIGINT  its offset in the file [bytes]
-- column:      size_bound BIGINT  the file was at most this large at that moment [bytes]; NULL when nothing says so
-- column:      bound_ts BIGINT  when that size was read; NULL with size_bound
-- column:      bound_evidence VARCHAR  function or event that read it
-- column:      lost BOOLEAN  a loss of the buffer overlaps the time from the start to bound_ts
-- column:      truncates_recorded BOOLEAN  the capture has truncates at all, so that their absence means something
-- column:      truncating BOOLEAN  a truncate of the file had begun and not returned, as far as the capture shows
-- column:      beyond BOOLEAN  the folio lay beyond the end of the file; NULL with size_bound
WITH act AS (
  SELECT
    e.capture_id,
    e.buffer_id,
    e.tid,
    e.cpu,
    e.rec,
    e.ts AS start_ts,
    e.ts AS end_ts,
    e.dev,
    e.ino,
    e.index,
    TRY_CAST(CAST(e.index AS HUGEINT) * c.page_size AS BIGINT) AS pos
  FROM page_event AS e
  JOIN capture AS c
    ON c.capture_id = e.capture_id
  WHERE e.kind = 'writeback_started'
    AND e.dev IS NOT NULL
),
bounded AS (
  {{size_bound act}}
),
truncate_entry AS (
  SELECT capture_id, dev, ino, ts
  FROM inode_size
  WHERE meaning IN ('set', 'changed')
)
SELECT
  b.*,
  t.ts IS NOT NULL AND (r.ts >= t.ts) IS NOT TRUE AS truncating,
  b.pos >= b.size_bound AS beyond
FROM bounded AS b
ASOF LEFT JOIN truncate_entry AS t
  ON t.capture_id = b.capture_id
  AND t.dev = b.dev
  AND t.ino = b.ino
  AND t.ts <= b.start_ts
ASOF LEFT JOIN cache_truncated AS r
  ON r.capture_id = b.capture_id
  AND r.dev = b.dev
  AND r.ino = b.ino
  AND r.ts <= b.start_ts
