-- SPDX-License-Identifier: Apache-2.0
-- title:       Page faults as a thread feels them: all tries of one access are one row
-- rank:        1
-- materialise: yes
-- needs:       fault_call
-- needs:       fault_attempt
-- needs:       page_fault?
-- needs:       mkwrite?
-- needs:       probe.do_wp_page()?
-- needs:       probe.filemap_fault(pgoff?)?
-- needs:       fs_dax.dax_pte_fault(pgoff)?
-- evidence:    exact if fault_call; entry, return and result of handle_mm_fault
-- evidence:    stock; entries and returns of handle_mm_fault without its arguments
-- source:      mm/memory.c handle_mm_fault and mm_account_fault (RETRY and errors are not accounted), include/linux/mm_types.h
--              (flags, results), 5.10 to 6.12; arch/x86/include/asm/trap_pf.h (error code)
-- note:        tries are joined as in fault_attempt. An exception belongs to the next call of its thread, when that is for the
--              same page and no other call is between them; what get_user_pages does has none. An exception without a call is no
--              row: it was handled before (a kernel address, a fixed-up access of a tracer's own arguments).
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      tid INTEGER  thread that faulted; for another process with remote
-- column:      cpu SMALLINT  cpu of the first record
-- column:      rec BIGINT  place of the first record in its cpu buffer
-- column:      method VARCHAR  kprobe or function_graph: calls of handle_mm_fault; exception: the processor's exception only;
--              durations of different methods do not mix
-- column:      start_ts BIGINT  the exception where it was recorded, else the entry of handle_mm_fault
-- column:      call_ts BIGINT  entry of the first handle_mm_fault; NULL for exception
-- column:      end_ts BIGINT  return of the last handle_mm_fault; NULL for exception, and when unpaired is not
-- column:      unpaired VARCHAR  as in fault_call, of the last call
-- column:      attempts INTEGER  calls (for exception: exceptions) that tried this access; NULL when repeats cannot be told
-- column:      address UBIGINT  faulting address; NULL when not recorded
-- column:      mode VARCHAR  user: an instruction in user mode; kernel: one in the kernel (copy_to_user); gup: no instruction, the
--              kernel asked for the page (get_user_pages, ptrace); NULL when not recorded
-- column:      write BOOLEAN  a store
-- column:      fetch BOOLEAN  an instruction fetch
-- column:      kind VARCHAR  not present; write protect: a store to a page that was mapped read-only; protection: another access to
--              a page that was mapped; NULL when not recorded
-- column:      kind_evidence VARCHAR  error code (exact); do_wp_page (exact: a probe in the call); NULL with kind
-- column:      major BOOLEAN  it had to wait for a read: MAJOR in a result, or TRIED in the last call's flags; NULL when unknown
-- column:      result UINTEGER  VM_FAULT_* bits of the last call; NULL when not recorded
-- column:      result_names VARCHAR  their names joined with |, '' for none; NULL with result
-- column:      failed BOOLEAN  the result has an error bit (SIGBUS, OOM, SIGSEGV, HWPOISON, FALLBACK); NULL with result
-- column:      accounted INTEGER  how often the kernel counts it in min_flt or maj_flt: calls that ended without error and
--              without RETRY; a store sent back with NOPAGE counts each time. NULL when a result is not known
-- column:      accounted_major INTEGER  how often of these in maj_flt; NULL with accounted
-- column:      shared BOOLEAN  the mapping is shared (VM_SHARED); NULL when not recorded
-- column:      vma UBIGINT  the kernel's pointer to the mapping; another mapping may have it later; NULL when not recorded
-- column:      dev UINTEGER  device of the mapped file (kernel dev_t); NULL for anonymous memory, or not recorded
-- column:      ino UBIGINT  inode number of the mapped file; NULL with dev
-- column:      index UBIGINT  page offset in the file [pages]; NULL when no probe inside the call recorded it
WITH call AS (
  SELECT
    f.*,
    a.attempt,
    a.first_start_ts,
    LAG(f.start_ts) OVER thread AS before_ts
  FROM fault_call AS f
  JOIN fault_attempt AS a
    ON a.capture_id = f.capture_id
    AND a.buffer_id = f.buffer_id
    AND a.tid = f.tid
    AND a.start_ts = f.start_ts
    AND a.rec = f.rec
  WINDOW thread AS (PARTITION BY f.capture_id, f.buffer_id, f.tid ORDER BY f.start_ts, f.rec)
),
exception AS (
  SELECT capture_id, buffer_id, tid, ts, cpu, rec, address, mode, present, write, "fetch"
  FROM page_fault
  WHERE in_interrupt IS NOT TRUE
),
raised AS (
  SELECT
    c.*,
    e.ts AS exception_ts,
    e.rec AS exception_rec,
    e.cpu AS exception_cpu,
    e.address AS exception_address,
    e.mode AS exception_mode,
    e.present,
    e.write AS exception_write,
    e."fetch" AS exception_fetch
  FROM call AS c
  ASOF LEFT JOIN exception AS e
    ON e.capture_id = c.capture_id
    AND e.buffer_id = c.buffer_id
    AND e.tid = c.tid
    AND e.ts <= c.start_ts
),
own AS (
  SELECT
    * REPLACE (
      CASE WHEN matches THEN exception_ts END AS exception_ts,
      CASE WHEN matches THEN exception_rec END AS exception_rec,
      CASE WHEN matches THEN exception_cpu END AS exception_cpu,
      CASE WHEN matches THEN exception_address END AS exception_address,
      CASE WHEN matches THEN exception_mode END AS exception_mode,
      CASE WHEN matches THEN present END AS present,
      CASE WHEN matches THEN exception_write END AS exception_write,
      CASE WHEN matches THEN exception_fetch END AS exception_fetch
    )
  FROM (
    SELECT
      *,
      COALESCE(
        (before_ts IS NULL OR exception_ts > before_ts)
        AND (address IS NULL OR exception_address IS NULL OR (address >> 12) = (exception_address >> 12)),
        FALSE
      ) AS matches
    FROM raised
  )
),
inside AS (
  SELECT capture_id, buffer_id, tid, ts, MAX(index) AS index
  FROM (
    SELECT capture_id, buffer_id, common_pid AS tid, ts, CAST(pgoff AS UBIGINT) AS index FROM src."probe.filemap_fault"
    UNION ALL
    SELECT capture_id, buffer_id, common_pid, ts, CAST(pgoff AS UBIGINT) FROM src."fs_dax.dax_pte_fault"
    UNION ALL
    SELECT capture_id, buffer_id, tid, start_ts, index FROM mkwrite
  )
  WHERE index IS NOT NULL
  GROUP BY capture_id, buffer_id, tid, ts
),
protected AS (
  SELECT DISTINCT capture_id, buffer_id, common_pid AS tid, ts FROM src."probe.do_wp_page"
),
attempt AS (
  SELECT
    o.*,
    CASE WHEN i.ts <= o.end_ts OR (o.end_ts IS NULL AND o.unpaired = 'no return') THEN i.index END AS index,
    COALESCE(p.ts <= o.end_ts, FALSE) AS wp
  FROM own AS o
  ASOF LEFT JOIN inside AS i
    ON i.capture_id = o.capture_id
    AND i.buffer_id = o.buffer_id
    AND i.tid = o.tid
    AND i.ts >= o.start_ts
  ASOF LEFT JOIN protected AS p
    ON p.capture_id = o.capture_id
    AND p.buffer_id = o.buffer_id
    AND p.tid = o.tid
    AND p.ts >= o.start_ts
),
joined AS (
  SELECT
    capture_id,
    buffer_id,
    tid,
    first_start_ts,
    ARG_MIN(COALESCE(exception_cpu, cpu), attempt) AS cpu,
    ARG_MIN(COALESCE(exception_rec, rec), attempt) AS rec,
    ANY_VALUE(method) AS method,
    COALESCE(MIN(exception_ts), MIN(start_ts)) AS start_ts,
    MIN(start_ts) AS call_ts,
    ARG_MAX(end_ts, attempt) AS end_ts,
    ARG_MAX(unpaired, attempt) AS unpaired,
    CAST(COUNT(*) AS INTEGER) AS attempts,
    COALESCE(ANY_VALUE(exception_address), ANY_VALUE(address)) AS address,
    COALESCE(
      ARG_MIN(exception_mode, attempt),
      CASE WHEN BOOL_OR(flags IS NOT NULL) THEN CASE WHEN BOOL_OR(user) THEN 'user' ELSE 'gup' END END
    ) AS mode,
    COALESCE(BOOL_OR(write), BOOL_OR(exception_write)) AS write,
    COALESCE(BOOL_OR("fetch"), BOOL_OR(exception_fetch)) AS "fetch",
    ARG_MIN(present, attempt) AS present,
    BOOL_OR(wp) AS wp,
    BOOL_OR((result & 4) <> 0) AS read,
    ARG_MAX(retried, attempt) AS retried,
    ARG_MAX(result, attempt) AS result,
    ARG_MAX(result_names, attempt) AS result_names,
    CASE WHEN BOOL_AND(result IS NOT NULL) THEN CAST(COUNT(*) FILTER ((result & 3187) = 0) AS INTEGER) END AS accounted,
    CASE
      WHEN BOOL_AND(result IS NOT NULL)
        THEN CAST(COUNT(*) FILTER ((result & 3187) = 0 AND ((result & 4) <> 0 OR retried IS TRUE)) AS INTEGER)
    END AS accounted_major,
    ANY_VALUE(shared) AS shared,
    ANY_VALUE(vma) AS vma,
    ANY_VALUE(dev) AS dev,
    ANY_VALUE(ino) AS ino,
    MAX(index) AS index
  FROM attempt
  GROUP BY capture_id, buffer_id, tid, first_start_ts
)
SELECT
  capture_id,
  buffer_id,
  tid,
  cpu,
  rec,
  method,
  start_ts,
  call_ts,
  end_ts,
  unpaired,
  attempts,
  address,
  mode,
  write,
  "fetch",
  CASE
    WHEN present IS FALSE THEN 'not present'
    WHEN (present OR wp) AND write THEN 'write protect'
    WHEN present THEN 'protection'
  END AS kind,
  CASE
    WHEN present IS NOT NULL THEN 'error code'
    WHEN wp AND write THEN 'do_wp_page'
  END AS kind_evidence,
  CASE WHEN result IS NOT NULL THEN read OR retried IS TRUE END AS major,
  result,
  result_names,
  (result & 2163) <> 0 AS failed,
  accounted,
  accounted_major,
  shared,
  vma,
  dev,
  ino,
  index
FROM joined
