-- SPDX-License-Identifier: Apache-2.0
-- title:       Calls of handle_mm_fault, with their flags and result, one row per call
-- needs:       probe.handle_mm_fault(addr, vma?, fflags?, vmflags?, vmpgoff?, ino?, dev?)
-- needs:       probe.handle_mm_fault__return(ret)
-- needs:       loss_gap
-- source:      include/linux/mm_types.h (flags and result bits, 5.10 to 6.12), mm/memory.c handle_mm_fault. Exact for
--              pairs.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      tid INTEGER  thread that made the call
-- column:      cpu SMALLINT  cpu of the entry
-- column:      rec BIGINT  place of the entry record in its cpu buffer
-- column:      start_ts BIGINT  entry
-- column:      end_ts BIGINT  return; NULL when unpaired is not
-- column:      end_cpu SMALLINT  cpu of the return; NULL with end_ts
-- column:      end_rec BIGINT  place of the return record in its cpu buffer; NULL with end_ts
-- column:      unpaired VARCHAR  NULL for a pair; 'no return': still inside, or the return was missed; 'lost events': a
--              loss of the buffer overlaps the call, so the return may belong to another
-- column:      method VARCHAR  kprobe: entry and return probe; durations of different methods do not mix
-- column:      address UBIGINT  faulting address as the kernel passed it on
-- column:      flags UINTEGER  FAULT_FLAG_* bits; NULL when not recorded
-- column:      write BOOLEAN  flag 0x1: a store
-- column:      retried BOOLEAN  flag 0x20: not the first try
-- column:      user BOOLEAN  flag 0x40: from user mode
-- column:      remote BOOLEAN  flag 0x80: for another process (ptrace, get_user_pages)
-- column:      fetch BOOLEAN  flag 0x100: instruction fetch
-- column:      vma UBIGINT  the kernel's pointer to the mapping; another mapping may have it later; NULL when not recorded
-- column:      vma_flags UBIGINT  vm_flags of the mapping
-- column:      shared BOOLEAN  its VM_SHARED bit (0x8)
-- column:      vma_pgoff UBIGINT  page offset in the file of the mapping's first page [pages]
-- column:      dev UINTEGER  device of the mapped file (kernel dev_t); NULL for anonymous memory
-- column:      ino UBIGINT  inode number of the mapped file; NULL with dev
-- column:      result UINTEGER  VM_FAULT_* bits: the low 32 bits of the register; NULL when unpaired
-- column:      result_names VARCHAR  their names joined with |, '' for none; NULL with result
WITH event AS (
  SELECT
    capture_id, buffer_id, ts, cpu, common_pid AS tid, rec, FALSE AS is_return,
    CAST(addr AS UBIGINT) AS address,
    CAST(fflags AS UINTEGER) AS flags,
    CAST(vma AS UBIGINT) AS vma,
    CAST(vmflags AS UBIGINT) AS vma_flags,
    CAST(vmpgoff AS UBIGINT) AS vma_pgoff,
    CASE WHEN dev <> 0 THEN CAST(dev AS UINTEGER) END AS dev,
    CASE WHEN dev <> 0 THEN CAST(ino AS UBIGINT) END AS ino,
    CAST(NULL AS UINTEGER) AS result
  FROM src."probe.handle_mm_fault"
  WHERE (common_flags & 24) = 0
  UNION ALL
  SELECT
    capture_id, buffer_id, ts, cpu, common_pid, rec, TRUE,
    NULL, NULL, NULL, NULL, NULL, NULL, NULL,
    CAST(ret & 4294967295 AS UINTEGER)
  FROM src."probe.handle_mm_fault__return"
  WHERE (common_flags & 24) = 0
),
followed AS (
  SELECT
    *,
    LEAD(is_return) OVER thread AS next_is_return,
    LEAD(ts) OVER thread AS next_ts,
    LEAD(cpu) OVER thread AS next_cpu,
    LEAD(rec) OVER thread AS next_rec,
    LEAD(result) OVER thread AS next_result
  FROM event
  WINDOW thread AS (PARTITION BY capture_id, buffer_id, tid ORDER BY ts, rec)
),
call AS (
  SELECT
    f.capture_id, f.buffer_id, f.tid, f.cpu, f.rec,
    f.ts AS start_ts,
    CASE
      WHEN f.next_is_return IS NOT TRUE THEN 'no return'
      WHEN g.to_ts >= f.ts THEN 'lost events'
    END AS unpaired,
    f.next_ts, f.next_cpu, f.next_rec, f.next_result,
    f.address, f.flags, f.vma, f.vma_flags, f.vma_pgoff, f.dev, f.ino
  FROM followed AS f
  ASOF LEFT JOIN loss_gap AS g
    ON g.capture_id = f.capture_id
    AND g.buffer_id = f.buffer_id
    AND g.from_ts <= f.next_ts
  WHERE NOT f.is_return
),
ended AS (
  SELECT
    *,
    CASE WHEN unpaired IS NULL THEN next_ts END AS end_ts,
    CASE WHEN unpaired IS NULL THEN next_cpu END AS end_cpu,
    CASE WHEN unpaired IS NULL THEN next_rec END AS end_rec,
    CASE WHEN unpaired IS NULL THEN next_result END AS result
  FROM call
)
SELECT
  capture_id,
  buffer_id,
  tid,
  cpu,
  rec,
  start_ts,
  end_ts,
  end_cpu,
  end_rec,
  unpaired,
  'kprobe' AS method,
  address,
  flags,
  (flags & 1) <> 0 AS write,
  (flags & 32) <> 0 AS retried,
  (flags & 64) <> 0 AS user,
  (flags & 128) <> 0 AS remote,
  (flags & 256) <> 0 AS fetch,
  vma,
  vma_flags,
  (vma_flags & 8) <> 0 AS shared,
  vma_pgoff,
  dev,
  ino,
  result,
  CASE WHEN result IS NOT NULL THEN CONCAT_WS(
    '|',
    CASE WHEN (result & 1) <> 0 THEN 'OOM' END,
    CASE WHEN (result & 2) <> 0 THEN 'SIGBUS' END,
    CASE WHEN (result & 4) <> 0 THEN 'MAJOR' END,
    CASE WHEN (result & 8) <> 0 THEN 'WRITE' END,
    CASE WHEN (result & 16) <> 0 THEN 'HWPOISON' END,
    CASE WHEN (result & 32) <> 0 THEN 'HWPOISON_LARGE' END,
    CASE WHEN (result & 64) <> 0 THEN 'SIGSEGV' END,
    CASE WHEN (result & 256) <> 0 THEN 'NOPAGE' END,
    CASE WHEN (result & 512) <> 0 THEN 'LOCKED' END,
    CASE WHEN (result & 1024) <> 0 THEN 'RETRY' END,
    CASE WHEN (result & 2048) <> 0 THEN 'FALLBACK' END,
    CASE WHEN (result & 4096) <> 0 THEN 'DONE_COW' END,
    CASE WHEN (result & 8192) <> 0 THEN 'NEEDDSYNC' END,
    CASE WHEN (result & 16384) <> 0 THEN 'COMPLETED' END
  ) END AS result_names
FROM ended
