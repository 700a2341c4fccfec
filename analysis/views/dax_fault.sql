-- SPDX-License-Identifier: Apache-2.0
-- title:       Faults that the DAX code handled: file data mapped without a page cache
-- needs:       fs_dax.dax_pte_fault(ino, address, pgoff, dev, flags, result, vm_flags?)?
-- needs:       fs_dax.dax_pte_fault_done(result)?
-- needs:       fs_dax.dax_pmd_fault(ino, address, pgoff, dev, flags, result, vm_flags?)?
-- needs:       fs_dax.dax_pmd_fault_done(result)?
-- evidence:    exact if fs_dax.dax_pte_fault, fs_dax.dax_pte_fault_done; tracepoints at entry and end
-- evidence:    exact if fs_dax.dax_pmd_fault, fs_dax.dax_pmd_fault_done; tracepoints at entry and end
-- evidence:    stock; only one end was recorded
-- source:      include/trace/events/fs_dax.h, fs/dax.c dax_iomap_pte_fault and dax_iomap_pmd_fault, 5.10 to 6.12. Exact: stock
--              tracepoints at entry and end. A pmd fault that ends in FALLBACK is followed by the pte fault that does it.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      tid INTEGER  thread
-- column:      cpu SMALLINT  cpu of the entry
-- column:      rec BIGINT  place of the entry record in its cpu buffer
-- column:      start_ts BIGINT  entry
-- column:      end_ts BIGINT  end; NULL when unpaired is not
-- column:      unpaired VARCHAR  as in fault_call
-- column:      size VARCHAR  pte (a page) or pmd (a huge page)
-- column:      dev UINTEGER  device of the file system (kernel dev_t)
-- column:      ino UBIGINT  inode number
-- column:      index UBIGINT  page offset in the file [pages]
-- column:      address UBIGINT  faulting address
-- column:      flags UINTEGER  FAULT_FLAG_* bits
-- column:      write BOOLEAN  flag 0x1: a store
-- column:      shared BOOLEAN  the mapping is shared; NULL when not recorded
-- column:      result UINTEGER  VM_FAULT_* bits at the end; NULL with end_ts
-- column:      result_names VARCHAR  their names joined with |, '' for none; NULL with result
WITH event AS (
  SELECT
    capture_id, buffer_id, ts, cpu, common_pid AS tid, rec, FALSE AS is_return, 'pte' AS size, dev, ino, pgoff, address, flags, vm_flags,
    CAST(NULL AS UINTEGER) AS ret
  FROM src."fs_dax.dax_pte_fault"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, rec, TRUE, 'pte', NULL, NULL, NULL, NULL, NULL, NULL, CAST(result AS UINTEGER)
  FROM src."fs_dax.dax_pte_fault_done"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, rec, FALSE, 'pmd', dev, ino, pgoff, address, flags, vm_flags, NULL
  FROM src."fs_dax.dax_pmd_fault"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, rec, TRUE, 'pmd', NULL, NULL, NULL, NULL, NULL, NULL, CAST(result AS UINTEGER)
  FROM src."fs_dax.dax_pmd_fault_done"
),
call AS (
  {{call event; by: size}}
)
SELECT
  capture_id,
  buffer_id,
  tid,
  cpu,
  rec,
  start_ts,
  end_ts,
  unpaired,
  size,
  CAST(dev AS UINTEGER) AS dev,
  CAST(ino AS UBIGINT) AS ino,
  CAST(pgoff AS UBIGINT) AS index,
  CAST(address AS UBIGINT) AS address,
  CAST(flags AS UINTEGER) AS flags,
  (CAST(flags AS UINTEGER) & 1) <> 0 AS write,
  (CAST(vm_flags AS UBIGINT) & 8) <> 0 AS shared,
  ret AS result,
  {{vm_fault_names ret}} AS result_names
FROM call
