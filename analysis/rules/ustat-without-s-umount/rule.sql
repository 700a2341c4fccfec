-- SPDX-License-Identifier: Apache-2.0
-- id:        ustat-without-s-umount
-- title:     ustat asked a file system without s_umount
-- severity:  low
-- family:    locking
-- reference: Documentation/filesystems/locking.rst, statfs (v5.10, v6.12); fs/statfs.c vfs_ustat, fs/super.c user_get_super (5.10 to 6.12)
{{candidates}}
SELECT
  MIN(start_ts) AS ts,
  ARG_MIN(cpu, start_ts) AS cpu,
  ARG_MIN(tid, start_ts) AS tid,
  function AS subject,
  format('{} calls of {} by ustat without s_umount', COUNT(*), function) AS message,
  capture_id,
  COUNT(*) AS calls
FROM judged
WHERE NOT held
  AND NOT lost
GROUP BY capture_id, function
ORDER BY capture_id, ts, subject
