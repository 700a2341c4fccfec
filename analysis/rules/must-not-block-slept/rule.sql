-- SPDX-License-Identifier: Apache-2.0
-- id:        must-not-block-slept
-- title:     An operation that must not block slept
-- severity:  high
-- family:    locking
-- needs:     block_check
-- reference: Documentation/filesystems/locking.rst (v5.10, v6.12)
SELECT
  MIN(slept_ts) AS ts,
  ARG_MIN(cpu, slept_ts) AS cpu,
  ARG_MIN(tid, slept_ts) AS tid,
  function AS subject,
  format(
    '{} of {} calls of {} slept, against line {} of the document of {}',
    COUNT(*) FILTER (verdict = 'violated'),
    COUNT(*) FILTER (verdict IN ('violated', 'followed')),
    function,
    line,
    document
  ) AS message,
  capture_id,
  rule,
  COUNT(*) FILTER (verdict = 'violated') AS slept
FROM (SELECT * REPLACE (CASE WHEN verdict = 'violated' THEN slept_ts END AS slept_ts) FROM block_check)
GROUP BY capture_id, rule, document, line, function
HAVING slept > 0
ORDER BY capture_id, ts, subject
