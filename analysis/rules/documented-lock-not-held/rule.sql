-- SPDX-License-Identifier: Apache-2.0
-- id:        documented-lock-not-held
-- title:     An operation was called without the lock that the kernel documents for it
-- severity:  critical
-- family:    locking
-- needs:     lock_check
-- reference: Documentation/filesystems/locking.rst (v5.10, v6.12)
SELECT
  MIN(start_ts) FILTER (verdict = 'violated') AS ts,
  ARG_MIN(cpu, start_ts) FILTER (verdict = 'violated') AS cpu,
  ARG_MIN(tid, start_ts) FILTER (verdict = 'violated') AS tid,
  format('{} and {}', function, lock) AS subject,
  format(
    '{} of {} calls of {} {} {}, against line {} of the document of {}{}',
    COUNT(*) FILTER (verdict = 'violated'),
    COUNT(*) FILTER (verdict IN ('violated', 'followed', 'wrong mode')),
    function,
    ANY_VALUE(CASE WHEN requirement = 'must-not-hold' THEN 'held' ELSE 'did not hold' END),
    lock,
    line,
    document,
    CASE
      WHEN BOOL_AND(COALESCE(degraded, FALSE)) FILTER (verdict = 'violated') THEN ' (degraded: the locks of the thread do not balance)'
      ELSE ''
    END
  ) AS message,
  capture_id,
  rule,
  function,
  COUNT(*) FILTER (verdict = 'violated') AS violated,
  COUNT(*) FILTER (verdict = 'followed') AS followed,
  COUNT(*) FILTER (verdict = 'violated' AND degraded) AS degraded,
  BOOL_AND(by_instance) AS by_instance,
  ARG_MIN(object, start_ts) FILTER (verdict = 'violated') AS first_object,
  printf('0x%x', ARG_MIN(address, start_ts) FILTER (verdict = 'violated')) AS first_address
FROM lock_check
GROUP BY capture_id, rule, document, line, lock, function
HAVING violated > 0
ORDER BY capture_id, ts, subject
