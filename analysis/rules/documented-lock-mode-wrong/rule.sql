-- SPDX-License-Identifier: Apache-2.0
-- id:        documented-lock-mode-wrong
-- title:     An operation was called with its lock held for reading where the kernel documents it as held for writing
-- severity:  critical
-- family:    locking
-- needs:     lock_check
-- reference: Documentation/filesystems/locking.rst (v5.10, v6.12)
SELECT
  MIN(start_ts) FILTER (verdict = 'wrong mode') AS ts,
  ARG_MIN(cpu, start_ts) FILTER (verdict = 'wrong mode') AS cpu,
  ARG_MIN(tid, start_ts) FILTER (verdict = 'wrong mode') AS tid,
  format('{} and {}', function, lock) AS subject,
  format(
    '{} of {} calls of {} held {} shared, against line {} of the document of {}',
    COUNT(*) FILTER (verdict = 'wrong mode'),
    COUNT(*) FILTER (verdict IN ('violated', 'followed', 'wrong mode')),
    function,
    lock,
    line,
    document
  ) AS message,
  capture_id,
  rule,
  function,
  COUNT(*) FILTER (verdict = 'wrong mode') AS wrong,
  BOOL_AND(by_instance) AS by_instance
FROM lock_check
GROUP BY capture_id, rule, document, line, lock, function
HAVING wrong > 0
ORDER BY capture_id, ts, subject
