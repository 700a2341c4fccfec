-- SPDX-License-Identifier: Apache-2.0
-- title:       Files that were synced: fsync, fdatasync and msync, with the file they are about
-- each:        event = ext4.ext4_sync_file_enter, f2fs.f2fs_sync_file_enter, xfs.xfs_file_fsync, btrfs.btrfs_sync_file
-- needs:       {event}(dev?, ino)?
-- needs:       syscall?, inode_sighting?
-- source:      include/trace/events/ext4.h, f2fs.h, btrfs.h, fs/xfs/xfs_trace.h, 5.10 to 6.12: the file systems' own events name the
--              inode as f_op->fsync begins; the end and the result are those of the system call around it. btrfs names the inode
--              within a file system that the event does not give as a device: dev is then the only device without a disk of its own (major
--              number 0, as btrfs has it) on which other events name that inode, or NULL.
-- evidence:    exact if syscall; the file system's event in the system call
-- evidence:    stock; only the begin was recorded
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      tid INTEGER  thread
-- column:      cpu SMALLINT  cpu of the event
-- column:      rec BIGINT  place of the event in its cpu buffer
-- column:      start_ts BIGINT  f_op->fsync begins
-- column:      end_ts BIGINT  the system call returns; NULL when that was not recorded
-- column:      name VARCHAR  system call; NULL with end_ts
-- column:      dev UINTEGER  device of the file system (kernel dev_t); NULL when it cannot be known
-- column:      ino UBIGINT  inode number
-- column:      ret BIGINT  what the system call returned; NULL with end_ts
WITH event AS (
  {{each event: SELECT capture_id, buffer_id, common_pid AS tid, cpu, rec, ts, CAST(dev AS UINTEGER) AS dev, CAST(ino AS UBIGINT) AS ino FROM src."{event}"}}
),
call AS (
  SELECT capture_id, buffer_id, tid, name, start_ts, end_ts, ret
  FROM syscall
  WHERE name IN ('fsync', 'fdatasync', 'msync', 'syncfs', 'close', 'pwrite64', 'write', 'io_submit')
),
only_device AS (
  SELECT capture_id, ino, CAST(ANY_VALUE(dev) AS UINTEGER) AS dev
  FROM inode_sighting
  WHERE dev >> 20 = 0
  GROUP BY capture_id, ino
  HAVING COUNT(DISTINCT dev) = 1
)
SELECT
  e.capture_id,
  e.buffer_id,
  e.tid,
  e.cpu,
  e.rec,
  e.ts AS start_ts,
  CASE WHEN c.end_ts >= e.ts THEN c.end_ts END AS end_ts,
  CASE WHEN c.end_ts >= e.ts THEN c.name END AS name,
  COALESCE(e.dev, d.dev) AS dev,
  e.ino,
  CASE WHEN c.end_ts >= e.ts THEN c.ret END AS ret
FROM event AS e
ASOF LEFT JOIN call AS c
  ON c.capture_id = e.capture_id
  AND c.buffer_id = e.buffer_id
  AND c.tid = e.tid
  AND c.start_ts <= e.ts
LEFT JOIN only_device AS d
  ON d.capture_id = e.capture_id
  AND d.ino = e.ino
