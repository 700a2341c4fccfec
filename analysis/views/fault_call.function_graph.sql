-- SPDX-License-Identifier: Apache-2.0
-- as:          fault_call.kprobe
-- materialise: yes
-- needs:       graph.handle_mm_fault
-- evidence:    stock; begin and end are exact; address, flags and result were not recorded
-- source:      function_graph records no arguments and, before 6.5, no return value: what they would say is NULL.
SELECT
  capture_id,
  buffer_id,
  common_pid AS tid,
  cpu,
  rec,
  ts AS start_ts,
  exit_ts AS end_ts,
  CAST(NULL AS SMALLINT) AS end_cpu,
  CAST(NULL AS BIGINT) AS end_rec,
  CASE WHEN exit_ts IS NULL THEN 'no return' END AS unpaired,
  'function_graph' AS method,
  CAST(NULL AS UBIGINT) AS address,
  CAST(NULL AS UINTEGER) AS flags,
  CAST(NULL AS BOOLEAN) AS write,
  CAST(NULL AS BOOLEAN) AS retried,
  CAST(NULL AS BOOLEAN) AS user,
  CAST(NULL AS BOOLEAN) AS remote,
  CAST(NULL AS BOOLEAN) AS fetch,
  CAST(NULL AS UBIGINT) AS vma,
  CAST(NULL AS UBIGINT) AS vma_flags,
  CAST(NULL AS BOOLEAN) AS shared,
  CAST(NULL AS UBIGINT) AS vma_pgoff,
  CAST(NULL AS UINTEGER) AS dev,
  CAST(NULL AS UBIGINT) AS ino,
  CAST(NULL AS UINTEGER) AS result,
  CAST(NULL AS VARCHAR) AS result_names
FROM src."graph.handle_mm_fault"
-- Text may say no flags.
WHERE COALESCE(common_flags & 24, 0) = 0
