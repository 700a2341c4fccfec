-- SPDX-License-Identifier: Apache-2.0
-- title:  Loads of user programs that faulted, for what-if questions
-- needs:  page_fault, task
-- note:   Space is the process that an address belongs to: what the stream of observations has where no mapping is named.
WITH process AS (
  SELECT capture_id, tid, MIN(tgid) AS tgid
  FROM task_name
  WHERE tgid > 0
  GROUP BY capture_id, tid
  HAVING COUNT(DISTINCT tgid) = 1
)
SELECT
  f.capture_id,
  f.ts,
  f.tid,
  CAST(f.address AS UBIGINT) AS address,
  COALESCE(CAST(p.tgid AS UBIGINT), CAST(18446744073709551615 AS UBIGINT)) AS space
FROM page_fault AS f
LEFT JOIN process AS p USING (capture_id, tid)
WHERE NOT f.write
  AND f.user
  AND f.fetch IS NOT TRUE
  AND f.in_interrupt IS NOT TRUE
  AND f.address IS NOT NULL
