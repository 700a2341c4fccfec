-- SPDX-License-Identifier: Apache-2.0
-- id:        unbalanced-release
-- title:     A lock was released that the thread cannot have held
-- severity:  critical
-- family:    locking
-- needs:     lock_release_alone
-- reference: kernel/locking/lockdep.c print_unlock_imbalance_bug (5.10 to 6.12)
SELECT
  MIN(ts) AS ts,
  ARG_MIN(cpu, ts) AS cpu,
  ARG_MIN(tid, ts) AS tid,
  lock_class AS subject,
  format('{} releases by a thread that did not take it; first: {}', COUNT(*), ARG_MIN(why, ts)) AS message,
  capture_id,
  COUNT(*) AS releases,
  printf('0x%x', ARG_MIN(lock, ts)) AS first_lock
FROM lock_release_alone
WHERE verdict = 'unbalanced'
GROUP BY capture_id, lock_class
ORDER BY capture_id, ts, subject
