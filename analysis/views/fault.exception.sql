-- SPDX-License-Identifier: Apache-2.0
-- as:          fault.call
-- rank:        2
-- needs:       page_fault
-- evidence:    stock; the exception alone: no end, no result, and a try is told from a new fault by time only
-- source:      the exception fires before the VMA lookup: it has no end and no result, and tries inside it cannot be told. Faults
--              of the kernel's own addresses and of tracers' arguments are among the kernel's.
-- note:        an exception of a thread for the same page and access as its last one, less than 1 ms later, is the same fault again.
WITH linked AS (
  SELECT
    *,
    LAG(ts) OVER thread AS before_ts,
    (LAG(address) OVER thread >> 12) = (address >> 12)
    AND LAG(write) OVER thread IS NOT DISTINCT FROM write
    AND LAG(mode) OVER thread IS NOT DISTINCT FROM mode AS same
  FROM page_fault
  WHERE in_interrupt IS NOT TRUE
  WINDOW thread AS (PARTITION BY capture_id, buffer_id, tid ORDER BY ts, rec)
),
chained AS (
  SELECT
    *,
    COUNT(*) FILTER ((same AND ts - before_ts <= 1000000) IS NOT TRUE) OVER (
      PARTITION BY capture_id, buffer_id, tid
      ORDER BY ts, rec
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS chain
  FROM linked
)
SELECT
  capture_id,
  buffer_id,
  tid,
  ARG_MIN(cpu, ts) AS cpu,
  ARG_MIN(rec, ts) AS rec,
  'exception' AS method,
  MIN(ts) AS start_ts,
  CAST(NULL AS BIGINT) AS call_ts,
  CAST(NULL AS BIGINT) AS end_ts,
  CAST(NULL AS VARCHAR) AS unpaired,
  CAST(COUNT(*) AS INTEGER) AS attempts,
  ARG_MIN(address, ts) AS address,
  ANY_VALUE(mode) AS mode,
  ANY_VALUE(write) AS write,
  ANY_VALUE("fetch") AS "fetch",
  CASE
    WHEN ARG_MIN(present, ts) IS FALSE THEN 'not present'
    WHEN ARG_MIN(present, ts) AND ANY_VALUE(write) THEN 'write protect'
    WHEN ARG_MIN(present, ts) THEN 'protection'
  END AS kind,
  CASE WHEN ARG_MIN(present, ts) IS NOT NULL THEN 'error code' END AS kind_evidence,
  ANY_VALUE(major) AS major,
  CAST(NULL AS UINTEGER) AS result,
  CAST(NULL AS VARCHAR) AS result_names,
  CAST(NULL AS BOOLEAN) AS failed,
  CAST(NULL AS INTEGER) AS accounted,
  CAST(NULL AS INTEGER) AS accounted_major,
  CAST(NULL AS BOOLEAN) AS shared,
  CAST(NULL AS UBIGINT) AS vma,
  CAST(NULL AS UINTEGER) AS dev,
  CAST(NULL AS UBIGINT) AS ino,
  CAST(NULL AS UBIGINT) AS index
FROM chained
GROUP BY capture_id, buffer_id, tid, chain
