-- SPDX-License-Identifier: Apache-2.0
-- title:       Page-fault exceptions as the processor raised them, before the VMA lookup (x86)
-- needs:       perf.page_fault(address, ip, period, config, cpu_mode)
-- evidence:    stock; perf's software event: no error code
-- source:      arch/x86/mm/fault.c do_user_addr_fault (page-faults: at the entry), mm/memory.c mm_account_fault (the others: at the end), 5.10 to 6.12
-- note:        no error code was recorded, so what it would say is NULL. Where page-faults was recorded, the other two, which count the same faults again, are left out; faults on kernel addresses are not counted by these events.
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
  SELECT
    *,
    bool_or(config = 2) OVER (PARTITION BY capture_id) AS all_faults
  FROM src."perf.page_fault"
)
SELECT
  capture_id,
  ts,
  cpu,
  common_pid AS tid,
  buffer_id,
  rec,
  CASE cpu_mode WHEN 1 THEN 'kernel' WHEN 2 THEN 'user' END AS mode,
  CAST(address AS UBIGINT) AS address,
  CAST(ip AS UBIGINT) AS ip,
  CAST(NULL AS UBIGINT) AS error_code,
  CAST(NULL AS BOOLEAN) AS present,
  CAST(NULL AS BOOLEAN) AS write,
  CAST(NULL AS BOOLEAN) AS user,
  CAST(NULL AS BOOLEAN) AS reserved,
  CAST(NULL AS BOOLEAN) AS fetch,
  CAST(NULL AS BOOLEAN) AS pkey,
  CAST(NULL AS BOOLEAN) AS in_interrupt,
  CASE config WHEN 5 THEN false WHEN 6 THEN true END AS major,
  CAST(period AS UBIGINT) AS period
FROM raw
WHERE NOT all_faults
  OR config = 2
