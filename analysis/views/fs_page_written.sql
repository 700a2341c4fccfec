-- SPDX-License-Identifier: Apache-2.0
-- title:       Folios that a file system was about to write, by its own events
-- needs:       ext4.ext4_writepage(dev, ino, index)?
-- needs:       f2fs.f2fs_writepage(dev, ino, index)?
-- needs:       iomap.iomap_writepage|iomap_writeback_folio(dev, ino, offset, length)?
-- needs:       btrfs.extent_writepage|__extent_writepage(ino, index)?
-- needs:       bdi_device?
-- evidence:    stock; says that a folio was cleaned and about to be written, not that it was
-- source:      fs/ext4/inode.c ext4_writepage (before 6.4; not with delayed allocation), fs/f2fs/data.c, fs/iomap/buffered-io.c (xfs
--              and others), fs/btrfs/extent_io.c: emitted with the folio locked, after its dirty bit was cleared and before it
--              enters writeback. Says that the folio was cleaned, not that all of it was written.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      ts BIGINT  when, on the trace clock
-- column:      cpu SMALLINT  cpu
-- column:      tid INTEGER  thread
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      rec BIGINT  place of the record in its cpu buffer: a tie-break where ts is equal
-- column:      fs VARCHAR  ext4, f2fs, iomap or btrfs
-- column:      dev UINTEGER  device of the file system (kernel dev_t); NULL when it cannot be known (btrfs events name no device)
-- column:      dev_evidence VARCHAR  event: the event's own (exact); bdi: the only btrfs device in the capture (assumed)
-- column:      ino UBIGINT  inode number
-- column:      index UBIGINT  page offset in the file of the folio's first page [pages]
-- column:      pages BIGINT  the folio's pages, from its length; NULL where the event has none
-- column:      in_interrupt BOOLEAN  recorded in hard or soft interrupt context: not the doing of thread tid
WITH btrfs AS (
  SELECT capture_id, MIN(dev) AS dev
  FROM bdi_device
  WHERE STARTS_WITH(bdi, 'btrfs-')
  GROUP BY capture_id
  HAVING COUNT(DISTINCT dev) = 1
)
SELECT
  capture_id, ts, cpu, common_pid AS tid, buffer_id, rec, 'ext4' AS fs,
  CAST(dev AS UINTEGER) AS dev, 'event' AS dev_evidence, CAST(ino AS UBIGINT) AS ino, CAST(index AS UBIGINT) AS index,
  CAST(NULL AS BIGINT) AS pages, (common_flags & 24) <> 0 AS in_interrupt
FROM src."ext4.ext4_writepage"
UNION ALL
SELECT
  capture_id, ts, cpu, common_pid, buffer_id, rec, 'f2fs',
  CAST(dev AS UINTEGER), 'event', CAST(ino AS UBIGINT), CAST(index AS UBIGINT), NULL, (common_flags & 24) <> 0
FROM src."f2fs.f2fs_writepage"
UNION ALL
SELECT
  w.capture_id, w.ts, w.cpu, w.common_pid, w.buffer_id, w.rec, 'iomap',
  CAST(w.dev AS UINTEGER), 'event', CAST(w.ino AS UBIGINT),
  CAST(w.offset AS UBIGINT) // CAST(COALESCE(c.page_size, 4096) AS UBIGINT),
  GREATEST(1, CAST(w.length AS BIGINT) // COALESCE(c.page_size, 4096)),
  (w.common_flags & 24) <> 0
FROM src."iomap.iomap_writepage" AS w
JOIN capture AS c
  ON c.capture_id = w.capture_id
UNION ALL
SELECT
  w.capture_id, w.ts, w.cpu, w.common_pid, w.buffer_id, w.rec, 'btrfs',
  CAST(b.dev AS UINTEGER), CASE WHEN b.dev IS NOT NULL THEN 'bdi' END, CAST(w.ino AS UBIGINT), CAST(w.index AS UBIGINT), NULL,
  (w.common_flags & 24) <> 0
FROM src."btrfs.extent_writepage" AS w
LEFT JOIN btrfs AS b
  ON b.capture_id = w.capture_id
