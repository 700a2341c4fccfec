-- SPDX-License-Identifier: Apache-2.0
-- id:        irq-unsafe
-- title:     A lock that interrupts wait for was taken where they may come
-- severity:  critical
-- family:    locking
-- needs:     irq_usage
-- reference: kernel/locking/lockdep.c mark_usage (5.10 to 6.12); Documentation/locking/lockdep-design.rst
SELECT
  MIN(open_ts) AS ts,
  ARG_MIN(open_cpu, open_ts) AS cpu,
  ARG_MIN(open_tid, open_ts) AS tid,
  format('{} and {} interrupts', lock_class, interrupt) AS subject,
  format(
    '{} locks were waited for in {} interrupts and taken {} times where those may come; first inside at {}',
    COUNT(*),
    interrupt,
    CAST(SUM(open) AS BIGINT),
    MIN(inside_ts)
  ) AS message,
  capture_id,
  COUNT(*) AS locks,
  CAST(SUM(inside) AS BIGINT) AS inside,
  CAST(SUM(open) AS BIGINT) AS open,
  printf('0x%x', ARG_MIN(lock, open_ts)) AS first_lock
FROM irq_usage
WHERE unsafe
GROUP BY capture_id, lock_class, interrupt
ORDER BY capture_id, ts, subject
