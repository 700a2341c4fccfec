-- SPDX-License-Identifier: Apache-2.0
-- title:       Calls of handle_mm_fault, with their flags and result, one row per call
-- materialise: yes
-- rank:        1
-- needs:       probe.handle_mm_fault(addr, vma?, fflags?, vmflags?, vmpgoff?, ino?, dev?)
-- needs:       probe.handle_mm_fault__return(ret)
-- evidence:    exact; entry and return with the result
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
-- column:      method VARCHAR  kprobe (entry and return probe) or function_graph; durations of different methods do not mix
-- column:      address UBIGINT  faulting address as the kernel passed it on; NULL when not recorded
-- column:      flags UINTEGER  FAULT_FLAG_* bits; NULL when not recorded
-- column:      write BOOLEAN  flag 0x1: a store; NULL with flags
-- column:      retried BOOLEAN  flag 0x20: not the first try; NULL with flags
-- column:      user BOOLEAN  flag 0x40: from user mode; NULL with flags
-- column:      remote BOOLEAN  flag 0x80: for another process (ptrace, get_user_pages); NULL with flags
-- column:      fetch BOOLEAN  flag 0x100: instruction fetch; NULL with flags
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
    CAST(NULL AS UINTEGER) AS ret
  FROM src."probe.handle_mm_fault"
  WHERE COALESCE(common_flags & 24, 0) = 0  -- text may say no flags
  UNION ALL
  SELECT
    capture_id, buffer_id, ts, cpu, common_pid, rec, TRUE,
    NULL, NULL, NULL, NULL, NULL, NULL, NULL,
    CAST(ret & 4294967295 AS UINTEGER)
  FROM src."probe.handle_mm_fault__return"
  WHERE COALESCE(common_flags & 24, 0) = 0  -- text may say no flags
),
call AS (
  {{call event}}
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
  ret AS result,
  {{vm_fault_names ret}} AS result_names
FROM call
