-- SPDX-License-Identifier: Apache-2.0
-- title:       Stretches of time in which a range of a file is taken away under its invalidate lock
-- needs:       probe.truncate_pagecache(ino, dev, newsize)?
-- needs:       probe.truncate_pagecache__return()?
-- needs:       ext4.ext4_ext_remove_space(dev, ino)?
-- needs:       ext4.ext4_ext_remove_space_done(dev, ino)?
-- needs:       xfs.xfs_free_file_space(dev, ino)?
-- needs:       xfs.xfs_iunlock(dev, ino, lock_flags)?
-- needs:       syscall?
-- source:      mm/truncate.c truncate_pagecache; fs/ext4/inode.c ext4_punch_hole, which calls ext4_ext_remove_space under
--              invalidate_lock (i_mmap_sem before 5.15); fs/xfs/xfs_bmap_util.c
--              xfs_free_file_space under XFS_MMAPLOCK_EXCL (0x10), until xfs_iunlock. Only pages that lie in the range as a whole.
-- note:        truncate_pagecache of file systems that hold no lock there (btrfs) is a row like any other.
-- evidence:    exact; both ends were recorded
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      tid INTEGER  thread that takes it away
-- column:      cpu SMALLINT  cpu of the begin
-- column:      rec BIGINT  place of the begin in its cpu buffer
-- column:      start_ts BIGINT  begin
-- column:      end_ts BIGINT  end
-- column:      end_cpu SMALLINT  cpu of the end
-- column:      end_rec BIGINT  place of the end in its cpu buffer
-- column:      function VARCHAR  what is under way
-- column:      dev UINTEGER  device of the file system (kernel dev_t)
-- column:      ino UBIGINT  inode number
-- column:      first_index BIGINT  first page that is taken away as a whole [pages]
-- column:      last_index BIGINT  last page [pages]
WITH entry AS (
  SELECT capture_id, buffer_id, common_pid AS tid, cpu, rec, ts, 'ext4_ext_remove_space' AS function, CAST(dev AS UINTEGER) AS dev, CAST(ino AS UBIGINT) AS ino
  FROM src."ext4.ext4_ext_remove_space"
  UNION ALL
  SELECT capture_id, buffer_id, common_pid, cpu, rec, ts, 'xfs_free_file_space', CAST(dev AS UINTEGER), CAST(ino AS UBIGINT)
  FROM src."xfs.xfs_free_file_space"
),
hole AS (
  SELECT e.*, s.file_offset AS start_byte, s.file_offset + s.length AS stop_byte
  FROM entry AS e
  ASOF JOIN (SELECT * FROM syscall WHERE name = 'fallocate') AS s
    ON s.capture_id = e.capture_id
    AND s.buffer_id = e.buffer_id
    AND s.tid = e.tid
    AND s.start_ts <= e.ts
  WHERE COALESCE(s.end_ts, e.ts) >= e.ts
    AND (s.flags & 18) <> 0
),
event AS (
  SELECT
    capture_id, buffer_id, common_pid AS tid, cpu, rec, ts, 'truncate_pagecache' AS function, FALSE AS ends,
    CAST(dev AS UINTEGER) AS dev, CAST(ino AS UBIGINT) AS ino,
    CAST((newsize + 4095) >> 12 AS BIGINT) AS first_index, CAST(9223372036854775807 AS BIGINT) AS last_index
  FROM src."probe.truncate_pagecache"
  UNION ALL
  SELECT capture_id, buffer_id, common_pid, cpu, rec, ts, 'truncate_pagecache', TRUE, NULL, NULL, NULL, NULL
  FROM src."probe.truncate_pagecache__return"
  UNION ALL
  SELECT capture_id, buffer_id, common_pid, cpu, rec, ts, 'ext4_ext_remove_space', TRUE, NULL, NULL, NULL, NULL
  FROM src."ext4.ext4_ext_remove_space_done"
  UNION ALL
  SELECT
    capture_id, buffer_id, tid, cpu, rec, ts, function, FALSE, dev, ino,
    (start_byte + 4095) >> 12, (stop_byte >> 12) - 1
  FROM hole
  UNION ALL
  SELECT capture_id, buffer_id, common_pid, cpu, rec, ts, 'xfs_free_file_space', TRUE, NULL, NULL, NULL, NULL
  FROM src."xfs.xfs_iunlock"
  WHERE (lock_flags & 16) <> 0
),
followed AS (
  SELECT
    *,
    LEAD(ends) OVER thread AS next_ends,
    LEAD(ts) OVER thread AS next_ts,
    LEAD(cpu) OVER thread AS next_cpu,
    LEAD(rec) OVER thread AS next_rec
  FROM event
  WINDOW thread AS (PARTITION BY capture_id, buffer_id, tid, function ORDER BY ts, rec)
)
SELECT
  capture_id,
  buffer_id,
  tid,
  cpu,
  rec,
  ts AS start_ts,
  next_ts AS end_ts,
  next_cpu AS end_cpu,
  next_rec AS end_rec,
  function,
  dev,
  ino,
  first_index,
  last_index
FROM followed
WHERE NOT ends
  AND next_ends
  AND dev <> 0
  AND first_index <= last_index
