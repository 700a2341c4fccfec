-- SPDX-License-Identifier: Apache-2.0
-- title:       What a file has at an offset, as the file system's look-ups found it
-- needs:       iomap.iomap_iter_dstmap(dev, ino, type, offset, length)
-- source:      include/linux/iomap.h (IOMAP_HOLE 0, DELALLOC 1, MAPPED 2, UNWRITTEN 3, INLINE 4), fs/iomap/trace.h, 5.15 to 7.2: file
--              systems that use iomap (xfs, ext4 and f2fs for DAX and direct I/O). ext4's own block look-ups count in its blocks,
--              whose size they do not give, and are not read.
-- evidence:    exact; what the look-up returned
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      ts BIGINT  when, on the trace clock
-- column:      cpu SMALLINT  cpu
-- column:      tid INTEGER  thread
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      rec BIGINT  place of the record in its cpu buffer: a tie-break where ts is equal
-- column:      dev UINTEGER  device of the file system (kernel dev_t)
-- column:      ino UBIGINT  inode number
-- column:      index UBIGINT  page offset in the file of the first page that lies in it as a whole [pages]
-- column:      pages BIGINT  pages that lie in it as a whole, 0 for none [pages]
-- column:      state BIGINT  0 hole, 1 delayed, 2 allocated, 3 unwritten, 4 inline
SELECT
  capture_id,
  ts,
  cpu,
  common_pid AS tid,
  buffer_id,
  rec,
  CAST(dev AS UINTEGER) AS dev,
  CAST(ino AS UBIGINT) AS ino,
  CAST((CAST("offset" AS HUGEINT) + 4095) >> 12 AS UBIGINT) AS index,
  CAST(GREATEST(0, LEAST(65536, ((CAST("offset" AS HUGEINT) + CAST(length AS HUGEINT)) >> 12) - ((CAST("offset" AS HUGEINT) + 4095) >> 12))) AS BIGINT) AS pages,
  CAST(type AS BIGINT) AS state
FROM src."iomap.iomap_iter_dstmap"
