-- SPDX-License-Identifier: Apache-2.0
-- id:        swap-deactivated-twice
-- title:     A swap file was given up twice
-- severity:  medium
-- family:    mkwrite
-- needs:     op_call
-- reference: Documentation/filesystems/locking.rst, swap_deactivate (v5.10, v6.12); mm/swapfile.c destroy_swap_extents, setup_swap_extents (5.10 to 6.12)
WITH change AS (
  SELECT *, operation = 'address_space_operations.swap_activate' AS activates
  FROM op_call
  WHERE operation IN ('address_space_operations.swap_activate', 'address_space_operations.swap_deactivate')
    AND role = 'method'
    AND ino IS NOT NULL
),
followed AS (
  SELECT
    *,
    LAG(activates) OVER same AS activates_before,
    LAG(start_ts) OVER same AS before_ts
  FROM change
  WINDOW same AS (PARTITION BY capture_id, dev, ino ORDER BY start_ts, rec)
)
SELECT
  MIN(start_ts) AS ts,
  ARG_MIN(cpu, start_ts) AS cpu,
  ARG_MIN(tid, start_ts) AS tid,
  format('inode {} on device {}:{}', ino, dev >> 20, dev & 1048575) AS subject,
  format('{} calls of {} without an activation since the one before', COUNT(*), ANY_VALUE(function)) AS message,
  capture_id,
  dev,
  ino,
  COUNT(*) AS calls,
  ARG_MIN(before_ts, start_ts) AS before_ts
FROM followed
WHERE NOT activates
  AND NOT activates_before
GROUP BY capture_id, dev, ino
ORDER BY capture_id, ts, dev, ino
