-- SPDX-License-Identifier: Apache-2.0
-- title: Calls that succeeded, in captures that saw generic_setlease anywhere; undecided are those a loss overlaps
-- needs: op_call
SELECT
  c.capture_id,
  COUNT(*) FILTER (c.ret & 4294967295 = 0) AS checked,
  COUNT(*) FILTER (c.unpaired = 'lost events') AS undecided
FROM op_call AS c
SEMI JOIN (SELECT capture_id FROM op_call WHERE function = 'generic_setlease') AS g
  ON g.capture_id = c.capture_id
WHERE c.operation = 'file_operations.setlease'
  AND c.role = 'method'
  AND c.function <> 'generic_setlease'
GROUP BY c.capture_id
