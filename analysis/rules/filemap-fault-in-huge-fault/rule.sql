-- SPDX-License-Identifier: Apache-2.0
-- id:        filemap-fault-in-huge-fault
-- title:     huge_fault called filemap_fault
-- severity:  high
-- family:    mkwrite
-- needs:     op_call
-- reference: Documentation/filesystems/locking.rst, huge_fault (v6.12): it must not call filemap_fault; mm/memory.c create_huge_pmd, wp_huge_pmd (5.10 to 6.12)
WITH outer_call AS (
  SELECT *
  FROM op_call
  WHERE operation = 'vm_operations_struct.huge_fault'
    AND end_ts IS NOT NULL
),
inner_call AS (
  SELECT capture_id, buffer_id, owner, start_ts AS inner_ts
  FROM op_call
  WHERE function = 'filemap_fault'
)
SELECT
  MIN(o.start_ts) AS ts,
  ARG_MIN(o.cpu, o.start_ts) AS cpu,
  ARG_MIN(o.tid, o.start_ts) AS tid,
  o.function AS subject,
  format('{} calls of {} called filemap_fault; first at {}', COUNT(*), o.function, MIN(i.inner_ts)) AS message,
  o.capture_id,
  COUNT(*) AS calls,
  MIN(i.inner_ts) AS inner_ts
FROM outer_call AS o
ASOF JOIN inner_call AS i
  ON i.capture_id = o.capture_id
  AND i.buffer_id = o.buffer_id
  AND i.owner = o.owner
  AND i.inner_ts >= o.start_ts
WHERE i.inner_ts <= o.end_ts
GROUP BY o.capture_id, o.function
ORDER BY o.capture_id, ts, subject
