-- SPDX-License-Identifier: Apache-2.0
-- title:       Page-fault exceptions as the processor raised them, before the VMA lookup (x86)
-- rank:        1
-- needs:       exceptions.page_fault_user(address, ip, error_code)?
-- needs:       exceptions.page_fault_kernel(address, ip, error_code)?
-- evidence:    exact; the tracepoint at the exception
-- source:      arch/x86/include/asm/trap_pf.h (bits), arch/x86/mm/fault.c (place of the tracepoint), 5.10 to 6.12
-- note:        a kprobe whose fetch arguments follow a NULL pointer raises page_fault_kernel rows of its own.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      ts BIGINT  entry of the exception, before the VMA lookup; of minor-faults and major-faults the end of the fault
-- column:      cpu SMALLINT  cpu
-- column:      tid INTEGER  thread
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      rec BIGINT  place of the record in its cpu buffer: a tie-break where ts is equal
-- column:      mode VARCHAR  user or kernel: where the instruction was
-- column:      address UBIGINT  faulting address (cr2); NULL where data addresses were not recorded (perf record -d)
-- column:      ip UBIGINT  instruction that faulted
-- column:      error_code UBIGINT  x86 error code as recorded; NULL for samples
-- column:      present BOOLEAN  bit 0: the page was present, the access broke its protection
-- column:      write BOOLEAN  bit 1: the access was a store
-- column:      user BOOLEAN  bit 2: it came from user mode
-- column:      reserved BOOLEAN  bit 3: a reserved bit was set in a page-table entry
-- column:      fetch BOOLEAN  bit 4: it was an instruction fetch
-- column:      pkey BOOLEAN  bit 5: a protection key blocked it
-- column:      in_interrupt BOOLEAN  recorded in hard or soft interrupt context: not the doing of thread tid; NULL for samples
-- column:      major BOOLEAN  whether it needed to read; known of minor-faults and major-faults only
-- column:      period UBIGINT  faults this row stands for: 1 where each was recorded; NULL where the recorder did not say
WITH raw AS (
  SELECT capture_id, ts, cpu, common_pid, common_flags, buffer_id, rec, 'user' AS mode, address, ip, error_code
  FROM src."exceptions.page_fault_user"
  UNION ALL
  SELECT capture_id, ts, cpu, common_pid, common_flags, buffer_id, rec, 'kernel' AS mode, address, ip, error_code
  FROM src."exceptions.page_fault_kernel"
)
SELECT
  capture_id,
  ts,
  cpu,
  common_pid AS tid,
  buffer_id,
  rec,
  mode,
  CAST(address AS UBIGINT) AS address,
  CAST(ip AS UBIGINT) AS ip,
  CAST(error_code AS UBIGINT) AS error_code,
  (CAST(error_code AS UBIGINT) & 1) <> 0 AS present,
  (CAST(error_code AS UBIGINT) & 2) <> 0 AS write,
  (CAST(error_code AS UBIGINT) & 4) <> 0 AS user,
  (CAST(error_code AS UBIGINT) & 8) <> 0 AS reserved,
  (CAST(error_code AS UBIGINT) & 16) <> 0 AS fetch,
  (CAST(error_code AS UBIGINT) & 32) <> 0 AS pkey,
  (common_flags & 24) <> 0 AS in_interrupt,
  CAST(NULL AS BOOLEAN) AS major,
  CAST(1 AS UBIGINT) AS period
FROM raw
