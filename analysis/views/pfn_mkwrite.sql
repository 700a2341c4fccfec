-- SPDX-License-Identifier: Apache-2.0
-- title:       Read-only ptes of DAX or raw memory made writable (pfn_mkwrite), with or without an entry to mark dirty
-- each:        function =
--              ext4_dax_pfn_mkwrite, xfs_filemap_pfn_mkwrite, ext2_dax_pfn_mkwrite, fuse_dax_pfn_mkwrite
-- needs:       fs_dax.dax_insert_pfn_mkwrite(ino, address, pgoff, dev, flags, result)?
-- needs:       fs_dax.dax_insert_pfn_mkwrite_no_entry(ino, address, pgoff, dev, flags, result)?
-- needs:       probe.{function}(addr?, pgoff?, ino?, dev?)?
-- needs:       probe.{function}__return(ret?)?
-- evidence:    exact; tracepoints of DAX, or the function
-- source:      fs/dax.c dax_insert_pfn_mkwrite, include/trace/events/fs_dax.h, 5.10 to 6.12 (stock: one event at the end, no
--              duration). vm_ops->pfn_mkwrite is called for shared ptes without a struct page; file systems on DAX may instead go
--              through their huge_fault.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      tid INTEGER  thread
-- column:      cpu SMALLINT  cpu
-- column:      rec BIGINT  place of the record in its cpu buffer
-- column:      method VARCHAR  event (the stock tracepoint) or kprobe (the file system's function): one call can give a row of each
-- column:      function VARCHAR  function of the kernel it was seen in
-- column:      start_ts BIGINT  entry; NULL for event
-- column:      end_ts BIGINT  end; for kprobe NULL when unpaired is not
-- column:      unpaired VARCHAR  as in fault_call; NULL for event
-- column:      dev UINTEGER  device of the file system (kernel dev_t)
-- column:      ino UBIGINT  inode number
-- column:      index UBIGINT  page offset in the file [pages]
-- column:      address UBIGINT  faulting address
-- column:      has_entry BOOLEAN  the mapping had an entry for the page, which was tagged dirty; FALSE: truncated meanwhile, the fault is
--              tried again; NULL for kprobe
-- column:      result UINTEGER  VM_FAULT_* bits; NULL when not known
-- column:      result_names VARCHAR  their names joined with |, '' for none; NULL with result
WITH done AS (
  SELECT capture_id, buffer_id, ts, cpu, common_pid, rec, TRUE AS has_entry, dev, ino, pgoff, address, result
  FROM src."fs_dax.dax_insert_pfn_mkwrite"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, rec, FALSE, dev, ino, pgoff, address, result
  FROM src."fs_dax.dax_insert_pfn_mkwrite_no_entry"
),
event AS (
  {{each function:
  SELECT capture_id, buffer_id, ts, cpu, common_pid AS tid, rec, FALSE AS is_return, '{function}' AS function, dev, ino, pgoff, addr, CAST(NULL AS UINTEGER) AS ret FROM src."probe.{function}"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, rec, TRUE, '{function}', NULL, NULL, NULL, NULL, CAST(ret & 4294967295 AS UINTEGER) FROM src."probe.{function}__return"
  }}
),
call AS (
  {{call event; by: function}}
)
SELECT
  capture_id,
  buffer_id,
  common_pid AS tid,
  cpu,
  rec,
  'event' AS method,
  'dax_insert_pfn_mkwrite' AS function,
  CAST(NULL AS BIGINT) AS start_ts,
  ts AS end_ts,
  CAST(NULL AS VARCHAR) AS unpaired,
  CAST(dev AS UINTEGER) AS dev,
  CAST(ino AS UBIGINT) AS ino,
  CAST(pgoff AS UBIGINT) AS index,
  CAST(address AS UBIGINT) AS address,
  has_entry,
  CAST(result AS UINTEGER) AS result,
  {{vm_fault_names CAST(result AS UINTEGER)}} AS result_names
FROM done
UNION ALL
SELECT
  capture_id,
  buffer_id,
  tid,
  cpu,
  rec,
  'kprobe',
  function,
  start_ts,
  end_ts,
  unpaired,
  CASE WHEN dev <> 0 THEN CAST(dev AS UINTEGER) END,
  CASE WHEN dev <> 0 THEN CAST(ino AS UBIGINT) END,
  CAST(pgoff AS UBIGINT),
  CAST(addr AS UBIGINT),
  NULL,
  ret,
  {{vm_fault_names ret}}
FROM call
