-- SPDX-License-Identifier: Apache-2.0
-- id:        pfn-mkwrite-result
-- title:     pfn_mkwrite returned what its caller takes for success
-- severity:  high
-- family:    dax
-- needs:     pfn_mkwrite
-- reference: Documentation/filesystems/locking.rst, pfn_mkwrite (v5.10, v6.12); mm/memory.c wp_pfn_shared (looks at VM_FAULT_ERROR and VM_FAULT_NOPAGE only), 5.10 to 6.12
SELECT
  MIN(COALESCE(start_ts, end_ts)) AS ts,
  ARG_MIN(cpu, COALESCE(start_ts, end_ts)) AS cpu,
  ARG_MIN(tid, COALESCE(start_ts, end_ts)) AS tid,
  function AS subject,
  format('{} calls of {} returned {}, which is neither NOPAGE nor an error', COUNT(*), function, ARG_MIN(result_names, COALESCE(start_ts, end_ts))) AS message,
  capture_id,
  COUNT(*) AS calls,
  ARG_MIN(result, COALESCE(start_ts, end_ts)) AS first_result
FROM pfn_mkwrite
-- 2419: NOPAGE and the bits of VM_FAULT_ERROR; 4: MAJOR, which says nothing of the outcome.
WHERE (result & 2419) = 0
  AND (result & 4294967291) <> 0
GROUP BY capture_id, function
ORDER BY capture_id, ts, subject
