-- SPDX-License-Identifier: Apache-2.0
-- id:        lock-cycle
-- title:     Locks were taken in orders that can deadlock
-- severity:  critical
-- family:    locking
-- anomaly:   B12
-- needs:     lock_cycle
-- reference: kernel/locking/lockdep.c check_noncircular (5.10 to 6.12); Documentation/locking/lockdep-design.rst
SELECT
  complete_ts AS ts,
  CAST(NULL AS SMALLINT) AS cpu,
  witness_tid[LIST_POSITION(witness_ts, complete_ts)] AS tid,
  ARRAY_TO_STRING(LIST_APPEND(classes, classes[1]), ' -> ') AS subject,
  format(
    'each lock was held while the next was asked for: {}{}',
    ARRAY_TO_STRING(
      LIST_TRANSFORM(
        classes,
        lambda class, i: format('{} by thread {} at {}', class, COALESCE(CAST(witness_tid[i] AS VARCHAR), 'interrupt'), witness_ts[i])
      ),
      '; '
    ),
    CASE WHEN balanced THEN '' ELSE ' (degraded: one of the locks was never seen to be released)' END
  ) AS message,
  capture_id,
  length,
  classes,
  locks,
  next_locks,
  witness_ts,
  witness_tid,
  NOT balanced AS degraded
FROM lock_cycle
ORDER BY capture_id, length, ts, subject
