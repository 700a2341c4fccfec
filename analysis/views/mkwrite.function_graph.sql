-- SPDX-License-Identifier: Apache-2.0
-- title:       Calls of page_mkwrite: the VM's, the file system's, and the library functions inside
-- materialise: yes
-- needs:       graph.do_page_mkwrite?
-- needs:       graph.ext4_page_mkwrite?
-- needs:       graph.xfs_filemap_page_mkwrite?
-- needs:       graph.btrfs_page_mkwrite?
-- needs:       graph.f2fs_vm_page_mkwrite?
-- needs:       graph.filemap_page_mkwrite?
-- needs:       graph.nfs_vm_page_mkwrite?
-- needs:       graph.fuse_page_mkwrite?
-- needs:       graph.gfs2_page_mkwrite?
-- needs:       graph.ocfs2_page_mkwrite?
-- needs:       graph.ubifs_vm_page_mkwrite?
-- needs:       graph.iomap_page_mkwrite?
-- needs:       graph.block_page_mkwrite?
-- needs:       loss_gap
-- source:      mm/memory.c do_page_mkwrite, include/linux/mm_types.h enum vm_fault_reason, 5.10 to 6.12.
--              function_graph records no arguments: address, index, dev and ino are NULL. Its durations include the
--              tracer's own cost for each traced child, and the time scheduled out (option sleep-time, on by
--              default).
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      tid INTEGER  thread that made the call
-- column:      cpu SMALLINT  cpu of the entry
-- column:      rec BIGINT  place of the entry record in its cpu buffer
-- column:      start_ts BIGINT  entry
-- column:      end_ts BIGINT  return; NULL when unpaired is not
-- column:      end_cpu SMALLINT  cpu of the return; NULL: not told apart here
-- column:      end_rec BIGINT  place of the return record in its cpu buffer; NULL: not told apart here
-- column:      unpaired VARCHAR  NULL for a pair; 'no return': still inside, or the return was missed; 'lost events': a
--              loss of the buffer overlaps the call, so the return may belong to another
-- column:      method VARCHAR  kprobe (entry and return probe) or function_graph: durations of different methods do not
--              mix
-- column:      function VARCHAR  kernel function that was called
-- column:      level VARCHAR  vm (do_page_mkwrite), fs (the file system's vm_ops->page_mkwrite) or inner (library
--              function inside it): one fault can give a row of each, so count and time one level only
-- column:      address UBIGINT  faulting address; NULL when not recorded
-- column:      index UBIGINT  page offset in the file [pages]; NULL when not recorded
-- column:      dev UINTEGER  device of the file system (kernel dev_t); NULL when not recorded
-- column:      ino UBIGINT  inode number; NULL when not recorded
-- column:      ret UINTEGER  return value, low 32 bits: VM_FAULT_* bits (block_page_mkwrite: 0 or a negative errno as
--              unsigned); NULL when not recorded
-- column:      ret_names VARCHAR  the bits' names joined with |, '' for 0; NULL for block_page_mkwrite and when ret is
--              NULL
-- column:      succeeded BOOLEAN  the page was left locked for the VM to map (VM_FAULT_LOCKED); NULL when ret is NULL
WITH call AS (
  SELECT capture_id, buffer_id, ts, exit_ts, cpu, common_pid, common_flags, rec, 'do_page_mkwrite' AS function, 'vm' AS level FROM src."graph.do_page_mkwrite"
  UNION ALL
  SELECT capture_id, buffer_id, ts, exit_ts, cpu, common_pid, common_flags, rec, 'ext4_page_mkwrite' AS function, 'fs' AS level FROM src."graph.ext4_page_mkwrite"
  UNION ALL
  SELECT capture_id, buffer_id, ts, exit_ts, cpu, common_pid, common_flags, rec, 'xfs_filemap_page_mkwrite' AS function, 'fs' AS level FROM src."graph.xfs_filemap_page_mkwrite"
  UNION ALL
  SELECT capture_id, buffer_id, ts, exit_ts, cpu, common_pid, common_flags, rec, 'btrfs_page_mkwrite' AS function, 'fs' AS level FROM src."graph.btrfs_page_mkwrite"
  UNION ALL
  SELECT capture_id, buffer_id, ts, exit_ts, cpu, common_pid, common_flags, rec, 'f2fs_vm_page_mkwrite' AS function, 'fs' AS level FROM src."graph.f2fs_vm_page_mkwrite"
  UNION ALL
  SELECT capture_id, buffer_id, ts, exit_ts, cpu, common_pid, common_flags, rec, 'filemap_page_mkwrite' AS function, 'fs' AS level FROM src."graph.filemap_page_mkwrite"
  UNION ALL
  SELECT capture_id, buffer_id, ts, exit_ts, cpu, common_pid, common_flags, rec, 'nfs_vm_page_mkwrite' AS function, 'fs' AS level FROM src."graph.nfs_vm_page_mkwrite"
  UNION ALL
  SELECT capture_id, buffer_id, ts, exit_ts, cpu, common_pid, common_flags, rec, 'fuse_page_mkwrite' AS function, 'fs' AS level FROM src."graph.fuse_page_mkwrite"
  UNION ALL
  SELECT capture_id, buffer_id, ts, exit_ts, cpu, common_pid, common_flags, rec, 'gfs2_page_mkwrite' AS function, 'fs' AS level FROM src."graph.gfs2_page_mkwrite"
  UNION ALL
  SELECT capture_id, buffer_id, ts, exit_ts, cpu, common_pid, common_flags, rec, 'ocfs2_page_mkwrite' AS function, 'fs' AS level FROM src."graph.ocfs2_page_mkwrite"
  UNION ALL
  SELECT capture_id, buffer_id, ts, exit_ts, cpu, common_pid, common_flags, rec, 'ubifs_vm_page_mkwrite' AS function, 'fs' AS level FROM src."graph.ubifs_vm_page_mkwrite"
  UNION ALL
  SELECT capture_id, buffer_id, ts, exit_ts, cpu, common_pid, common_flags, rec, 'iomap_page_mkwrite' AS function, 'inner' AS level FROM src."graph.iomap_page_mkwrite"
  UNION ALL
  SELECT capture_id, buffer_id, ts, exit_ts, cpu, common_pid, common_flags, rec, 'block_page_mkwrite' AS function, 'inner' AS level FROM src."graph.block_page_mkwrite"
)
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
  function,
  level,
  CAST(NULL AS UBIGINT) AS address,
  CAST(NULL AS UBIGINT) AS index,
  CAST(NULL AS UINTEGER) AS dev,
  CAST(NULL AS UBIGINT) AS ino,
  CAST(NULL AS UINTEGER) AS ret,
  CAST(NULL AS VARCHAR) AS ret_names,
  CAST(NULL AS BOOLEAN) AS succeeded
FROM call
