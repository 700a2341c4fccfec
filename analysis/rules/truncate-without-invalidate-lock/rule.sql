-- SPDX-License-Identifier: Apache-2.0
-- id:        truncate-without-invalidate-lock
-- title:     A file was truncated without holding off page faults
-- severity:  critical
-- family:    locking
-- reference: Documentation/filesystems/locking.rst, invalidate_folio and fallocate (v6.12); mm/filemap.c filemap_fault; fs/ext4/inode.c ext4_setattr, fs/xfs/xfs_iops.c xfs_setattr_size, fs/f2fs/file.c f2fs_setattr (5.10 to 6.12)
{{candidates}}
SELECT
  MIN(start_ts) AS ts,
  ARG_MIN(cpu, start_ts) AS cpu,
  ARG_MIN(tid, start_ts) AS tid,
  format('{} on device {}:{}', fs, dev >> 20, dev & 1048575) AS subject,
  format('{} of {} calls of truncate_pagecache without the lock that page faults take; first inode {}', COUNT(*) FILTER (NOT held), COUNT(*), ARG_MIN(ino, start_ts) FILTER (NOT held)) AS message,
  capture_id,
  dev,
  fs,
  COUNT(*) FILTER (NOT held) AS calls,
  ARG_MIN(ino, start_ts) FILTER (NOT held) AS first_ino
FROM judged
WHERE NOT lost
GROUP BY capture_id, dev, fs
HAVING COUNT(*) FILTER (NOT held) > 0
ORDER BY capture_id, ts, subject
