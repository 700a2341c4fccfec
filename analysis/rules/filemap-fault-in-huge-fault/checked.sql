-- SPDX-License-Identifier: Apache-2.0
-- title: Whole calls of huge_fault in captures that saw filemap_fault anywhere; undecided are those a loss overlaps
-- needs: op_call
SELECT
  c.capture_id,
  COUNT(*) FILTER (c.end_ts IS NOT NULL) AS checked,
  COUNT(*) FILTER (c.unpaired = 'lost events') AS undecided
FROM op_call AS c
SEMI JOIN (SELECT capture_id FROM op_call WHERE function = 'filemap_fault') AS f
  ON f.capture_id = c.capture_id
WHERE c.operation = 'vm_operations_struct.huge_fault'
GROUP BY c.capture_id
