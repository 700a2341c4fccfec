-- SPDX-License-Identifier: Apache-2.0
-- title:       Faults linked to the calls that tried the same access before, because the kernel asked for a retry
-- needs:       fault_call
-- evidence:    exact if fault_call; the results say which tries belong together
-- evidence:    stock; without arguments and results tries cannot be linked
-- source:      mm/memory.c, arch/x86/mm/fault.c: RETRY makes the same exception call handle_mm_fault again; after NOPAGE the
--              instruction runs again and, if it did not help, faults again. A call continues the thread's previous one when
--              that was for the same address and ended in RETRY, or in NOPAGE less than 1 ms ago for the same kind of access.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      tid INTEGER  thread that made the call
-- column:      cpu SMALLINT  cpu of the entry
-- column:      rec BIGINT  place of the entry record in its cpu buffer
-- column:      start_ts BIGINT  entry of this call
-- column:      end_ts BIGINT  its return; NULL as in fault_call_call
-- column:      address UBIGINT  as in fault_call
-- column:      write BOOLEAN  as in fault_call
-- column:      result UINTEGER  as in fault_call
-- column:      attempt INTEGER  1 for a fault of its own, n for the n-th call for one access
-- column:      first_start_ts BIGINT  start of attempt 1: the fault as its thread feels it lasts from there to the end of the last attempt
WITH linked AS (
  SELECT
    capture_id,
    buffer_id,
    tid,
    cpu,
    rec,
    start_ts,
    end_ts,
    address,
    write,
    result,
    LAG(address) OVER thread = address
    AND COALESCE(
      (LAG(result) OVER thread & 1024) <> 0
      OR (
        (LAG(result) OVER thread & 256) <> 0
        AND LAG(write) OVER thread IS NOT DISTINCT FROM write
        AND start_ts - LAG(end_ts) OVER thread <= 1000000
      ),
      FALSE
    ) AS continues
  FROM fault_call
  WINDOW thread AS (PARTITION BY capture_id, buffer_id, tid ORDER BY start_ts, rec)
),
numbered AS (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY capture_id, buffer_id, tid ORDER BY start_ts, rec) AS number
  FROM linked
),
-- The begin of a chain is the last row so far that continues nothing: a window per chain would be one per fault.
chained AS (
  SELECT
    *,
    MAX(CASE WHEN continues IS NOT TRUE THEN number END) OVER so_far AS first_number,
    MAX(CASE WHEN continues IS NOT TRUE THEN start_ts END) OVER so_far AS first_start_ts
  FROM numbered
  WINDOW so_far AS (PARTITION BY capture_id, buffer_id, tid ORDER BY start_ts, rec ROWS UNBOUNDED PRECEDING)
)
SELECT
  capture_id,
  buffer_id,
  tid,
  cpu,
  rec,
  start_ts,
  end_ts,
  address,
  write,
  result,
  CAST(number - first_number + 1 AS INTEGER) AS attempt,
  first_start_ts
FROM chained
