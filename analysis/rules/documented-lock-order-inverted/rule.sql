-- SPDX-License-Identifier: Apache-2.0
-- id:        documented-lock-order-inverted
-- title:     A lock was asked for inside one that the kernel documents as the inner of the two
-- severity:  critical
-- family:    locking
-- anomaly:   B12
-- needs:     lock_order_check
-- reference: mm/filemap.c and mm/rmap.c "Lock ordering", fs/inode.c, include/linux/fs.h (5.10 to 6.12)
SELECT
  MIN(first_ts) AS ts,
  ARG_MIN(cpu, first_ts) AS cpu,
  ARG_MIN(tid, first_ts) AS tid,
  format('{} inside {}', inner_class, outer_class) AS subject,
  format(
    '{} times {} was asked for while {} was held; {} documents {} first, then {}{}',
    CAST(SUM(times) AS BIGINT),
    inner_class,
    outer_class,
    source,
    SPLIT_PART(documented, '-', 1),
    SPLIT_PART(documented, '-', 2),
    CASE
      WHEN BOOL_AND(verdict = 'degraded') THEN ' (degraded: the outer lock was never seen to be released)'
      ELSE ''
    END
  ) AS message,
  capture_id,
  documented,
  CAST(SUM(times) AS BIGINT) AS inverted,
  printf('0x%x', ARG_MIN(outer_lock, first_ts)) AS first_outer,
  printf('0x%x', ARG_MIN(inner_lock, first_ts)) AS first_inner,
  ARG_MIN(outer_ts, first_ts) AS first_outer_ts,
  BOOL_AND(verdict = 'degraded') AS degraded
FROM lock_order_check
WHERE verdict IN ('inverted', 'degraded')
GROUP BY capture_id, documented, source, outer_class, inner_class
ORDER BY capture_id, ts, subject
