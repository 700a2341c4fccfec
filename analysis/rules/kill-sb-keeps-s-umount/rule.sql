-- SPDX-License-Identifier: Apache-2.0
-- id:        kill-sb-keeps-s-umount
-- title:     kill_sb returned with the superblock still locked
-- severity:  high
-- family:    locking
-- reference: Documentation/filesystems/locking.rst, kill_sb (v5.10, v6.12); fs/super.c deactivate_locked_super, generic_shutdown_super (5.10 to 6.12)
{{candidates}}
SELECT
  MIN(start_ts) AS ts,
  ARG_MIN(cpu, start_ts) AS cpu,
  ARG_MIN(tid, start_ts) AS tid,
  function AS subject,
  format('{} calls of {} returned with s_umount held, which they had been given locked', COUNT(*), function) AS message,
  capture_id,
  COUNT(*) AS calls,
  ARG_MIN(lock, start_ts) AS first_lock
FROM judged
WHERE kept
GROUP BY capture_id, function
ORDER BY capture_id, ts, subject
