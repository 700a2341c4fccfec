-- SPDX-License-Identifier: Apache-2.0
-- title: Direct mappings that the policy must refuse; undecided are those whose result was lost
-- needs: syscall
WITH direct AS (
  SELECT
    *,
    CASE
      WHEN (flags_given & 32) <> 0 THEN -22
      WHEN $policy = 5 AND (flags_given & 3) = 2 THEN -22
      WHEN (prot & 2) = 0 THEN -13
    END AS expected
  FROM (
    SELECT
      *,
      args['flags'] AS flags_given,
      args['prot'] AS prot
    FROM syscall
    WHERE name = 'mmap'
      AND $policy IN (4, 5)
      AND $map_flag <> 0
      AND (args['flags'] & $map_flag) = $map_flag
  )
)
SELECT
  capture_id,
  COUNT(*) FILTER (ret IS NOT NULL) AS checked,
  COUNT(*) FILTER (ret IS NULL) AS undecided
FROM direct
WHERE expected IS NOT NULL
GROUP BY capture_id
