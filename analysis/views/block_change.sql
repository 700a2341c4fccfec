-- SPDX-License-Identifier: Apache-2.0
-- title:       System calls that set out to change the blocks of a file, and what they were answered
-- needs:       ext4.ext4_fallocate_enter(dev, ino, offset, len)?
-- needs:       ext4.ext4_punch_hole(dev, ino, offset, len)?
-- needs:       syscall?
-- source:      fs/ext4/extents.c ext4_fallocate, fs/ext4/inode.c ext4_punch_hole, include/trace/events/ext4.h, 5.10 to 7.2: the event
--              names the file, the system call around it the answer. Exact.
-- evidence:    exact; the file system's event in the system call
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      tid INTEGER  thread
-- column:      cpu SMALLINT  cpu of the event
-- column:      rec BIGINT  place of the event in its cpu buffer
-- column:      start_ts BIGINT  event
-- column:      end_ts BIGINT  the system call returns; NULL when that was not recorded
-- column:      dev UINTEGER  device of the file system (kernel dev_t)
-- column:      ino UBIGINT  inode number
-- column:      first_index UBIGINT  first page it is about [pages]
-- column:      last_index UBIGINT  last page it is about [pages]
-- column:      ret BIGINT  what the system call returned, negative errno; NULL with end_ts
WITH event AS (
  SELECT capture_id, buffer_id, common_pid AS tid, cpu, rec, ts, dev, ino, CAST("offset" AS BIGINT) AS start_byte, CAST(len AS BIGINT) AS bytes
  FROM src."ext4.ext4_fallocate_enter"
  UNION ALL
  SELECT capture_id, buffer_id, common_pid, cpu, rec, ts, dev, ino, CAST("offset" AS BIGINT), CAST(len AS BIGINT)
  FROM src."ext4.ext4_punch_hole"
)
SELECT
  e.capture_id,
  e.buffer_id,
  e.tid,
  e.cpu,
  e.rec,
  e.ts AS start_ts,
  CASE WHEN c.end_ts >= e.ts THEN c.end_ts END AS end_ts,
  CAST(e.dev AS UINTEGER) AS dev,
  CAST(e.ino AS UBIGINT) AS ino,
  CAST(e.start_byte >> 12 AS UBIGINT) AS first_index,
  CAST(GREATEST(e.start_byte, e.start_byte + e.bytes - 1) >> 12 AS UBIGINT) AS last_index,
  CASE WHEN c.end_ts >= e.ts THEN c.ret END AS ret
FROM event AS e
ASOF LEFT JOIN (SELECT * FROM syscall WHERE name = 'fallocate') AS c
  ON c.capture_id = e.capture_id
  AND c.buffer_id = e.buffer_id
  AND c.tid = e.tid
  AND c.start_ts <= e.ts
