-- SPDX-License-Identifier: Apache-2.0
-- id:        quota-file-race
-- title:     Quota code was in a quota file from two threads at once
-- severity:  medium
-- family:    locking
-- needs:     op_call
-- param:     clock_guard_ns = 1000  disagreement of two cpus' clocks that is allowed for [ns]
-- reference: Documentation/filesystems/locking.rst, quota_read and quota_write (v5.10, v6.12): serialised by dqio_sem; fs/quota/dquot.c (5.10 to 6.12)
WITH access AS (
  SELECT *, operation = 'super_operations.quota_write' AS writes
  FROM op_call
  WHERE operation IN ('super_operations.quota_read', 'super_operations.quota_write')
    AND sb IS NOT NULL
    AND end_ts IS NOT NULL
),
-- All of what is before on the same superblock: the latest end of a write, and of anything.
followed AS (
  SELECT
    *,
    MAX(end_ts) OVER before AS busy_until,
    MAX(CASE WHEN writes THEN end_ts END) OVER before AS written_until
  FROM access
  WINDOW before AS (PARTITION BY capture_id, sb ORDER BY start_ts, rec ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
)
SELECT
  MIN(start_ts) AS ts,
  ARG_MIN(cpu, start_ts) AS cpu,
  ARG_MIN(tid, start_ts) AS tid,
  format('superblock 0x{:x}', sb) AS subject,
  format('{} calls while another was in a quota file, and one of the two wrote', COUNT(*)) AS message,
  capture_id,
  sb,
  COUNT(*) AS calls
FROM followed
WHERE CASE WHEN writes THEN busy_until ELSE written_until END > start_ts + $clock_guard_ns
GROUP BY capture_id, sb
ORDER BY capture_id, ts, subject
