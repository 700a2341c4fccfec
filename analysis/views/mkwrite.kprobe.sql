-- SPDX-License-Identifier: Apache-2.0
-- title:       Calls of page_mkwrite: the VM's, the file system's, and the library functions inside
-- rank:        1
-- materialise: yes
-- needs:       probe.do_page_mkwrite(addr?, pgoff?, ino?, dev?)?
-- needs:       probe.ext4_page_mkwrite(addr?, pgoff?, ino?, dev?)?
-- needs:       probe.xfs_filemap_page_mkwrite(addr?, pgoff?, ino?, dev?)?
-- needs:       probe.btrfs_page_mkwrite(addr?, pgoff?, ino?, dev?)?
-- needs:       probe.f2fs_vm_page_mkwrite(addr?, pgoff?, ino?, dev?)?
-- needs:       probe.filemap_page_mkwrite(addr?, pgoff?, ino?, dev?)?
-- needs:       probe.nfs_vm_page_mkwrite(addr?, pgoff?, ino?, dev?)?
-- needs:       probe.fuse_page_mkwrite(addr?, pgoff?, ino?, dev?)?
-- needs:       probe.gfs2_page_mkwrite(addr?, pgoff?, ino?, dev?)?
-- needs:       probe.ocfs2_page_mkwrite(addr?, pgoff?, ino?, dev?)?
-- needs:       probe.ubifs_vm_page_mkwrite(addr?, pgoff?, ino?, dev?)?
-- needs:       probe.iomap_page_mkwrite(addr?, pgoff?, ino?, dev?)?
-- needs:       probe.block_page_mkwrite(addr?, pgoff?, ino?, dev?)?
-- needs:       probe.do_page_mkwrite__return(ret?)?
-- needs:       probe.ext4_page_mkwrite__return(ret?)?
-- needs:       probe.xfs_filemap_page_mkwrite__return(ret?)?
-- needs:       probe.btrfs_page_mkwrite__return(ret?)?
-- needs:       probe.f2fs_vm_page_mkwrite__return(ret?)?
-- needs:       probe.filemap_page_mkwrite__return(ret?)?
-- needs:       probe.nfs_vm_page_mkwrite__return(ret?)?
-- needs:       probe.fuse_page_mkwrite__return(ret?)?
-- needs:       probe.gfs2_page_mkwrite__return(ret?)?
-- needs:       probe.ocfs2_page_mkwrite__return(ret?)?
-- needs:       probe.ubifs_vm_page_mkwrite__return(ret?)?
-- needs:       probe.iomap_page_mkwrite__return(ret?)?
-- needs:       probe.block_page_mkwrite__return(ret?)?
-- needs:       loss_gap
-- source:      mm/memory.c do_page_mkwrite, include/linux/mm_types.h enum vm_fault_reason, 5.10 to 6.12. Exact for
--              pairs; a kretprobe drops calls above its maxactive, which then have no return.
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
WITH entry AS (
  SELECT capture_id, buffer_id, ts, cpu, common_pid, common_flags, rec, 'do_page_mkwrite' AS function, 'vm' AS level, addr, pgoff, ino, dev FROM src."probe.do_page_mkwrite"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, common_flags, rec, 'ext4_page_mkwrite' AS function, 'fs' AS level, addr, pgoff, ino, dev FROM src."probe.ext4_page_mkwrite"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, common_flags, rec, 'xfs_filemap_page_mkwrite' AS function, 'fs' AS level, addr, pgoff, ino, dev FROM src."probe.xfs_filemap_page_mkwrite"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, common_flags, rec, 'btrfs_page_mkwrite' AS function, 'fs' AS level, addr, pgoff, ino, dev FROM src."probe.btrfs_page_mkwrite"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, common_flags, rec, 'f2fs_vm_page_mkwrite' AS function, 'fs' AS level, addr, pgoff, ino, dev FROM src."probe.f2fs_vm_page_mkwrite"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, common_flags, rec, 'filemap_page_mkwrite' AS function, 'fs' AS level, addr, pgoff, ino, dev FROM src."probe.filemap_page_mkwrite"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, common_flags, rec, 'nfs_vm_page_mkwrite' AS function, 'fs' AS level, addr, pgoff, ino, dev FROM src."probe.nfs_vm_page_mkwrite"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, common_flags, rec, 'fuse_page_mkwrite' AS function, 'fs' AS level, addr, pgoff, ino, dev FROM src."probe.fuse_page_mkwrite"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, common_flags, rec, 'gfs2_page_mkwrite' AS function, 'fs' AS level, addr, pgoff, ino, dev FROM src."probe.gfs2_page_mkwrite"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, common_flags, rec, 'ocfs2_page_mkwrite' AS function, 'fs' AS level, addr, pgoff, ino, dev FROM src."probe.ocfs2_page_mkwrite"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, common_flags, rec, 'ubifs_vm_page_mkwrite' AS function, 'fs' AS level, addr, pgoff, ino, dev FROM src."probe.ubifs_vm_page_mkwrite"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, common_flags, rec, 'iomap_page_mkwrite' AS function, 'inner' AS level, addr, pgoff, ino, dev FROM src."probe.iomap_page_mkwrite"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, common_flags, rec, 'block_page_mkwrite' AS function, 'inner' AS level, addr, pgoff, ino, dev FROM src."probe.block_page_mkwrite"
),
exit AS (
  SELECT capture_id, buffer_id, ts, cpu, common_pid, common_flags, rec, 'do_page_mkwrite' AS function, ret FROM src."probe.do_page_mkwrite__return"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, common_flags, rec, 'ext4_page_mkwrite' AS function, ret FROM src."probe.ext4_page_mkwrite__return"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, common_flags, rec, 'xfs_filemap_page_mkwrite' AS function, ret FROM src."probe.xfs_filemap_page_mkwrite__return"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, common_flags, rec, 'btrfs_page_mkwrite' AS function, ret FROM src."probe.btrfs_page_mkwrite__return"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, common_flags, rec, 'f2fs_vm_page_mkwrite' AS function, ret FROM src."probe.f2fs_vm_page_mkwrite__return"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, common_flags, rec, 'filemap_page_mkwrite' AS function, ret FROM src."probe.filemap_page_mkwrite__return"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, common_flags, rec, 'nfs_vm_page_mkwrite' AS function, ret FROM src."probe.nfs_vm_page_mkwrite__return"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, common_flags, rec, 'fuse_page_mkwrite' AS function, ret FROM src."probe.fuse_page_mkwrite__return"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, common_flags, rec, 'gfs2_page_mkwrite' AS function, ret FROM src."probe.gfs2_page_mkwrite__return"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, common_flags, rec, 'ocfs2_page_mkwrite' AS function, ret FROM src."probe.ocfs2_page_mkwrite__return"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, common_flags, rec, 'ubifs_vm_page_mkwrite' AS function, ret FROM src."probe.ubifs_vm_page_mkwrite__return"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, common_flags, rec, 'iomap_page_mkwrite' AS function, ret FROM src."probe.iomap_page_mkwrite__return"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, common_flags, rec, 'block_page_mkwrite' AS function, ret FROM src."probe.block_page_mkwrite__return"
),
event AS (
  SELECT
    capture_id, buffer_id, ts, cpu, common_pid AS tid, rec, FALSE AS is_return, function, level,
    CAST(addr AS UBIGINT) AS address,
    CAST(pgoff AS UBIGINT) AS index,
    CASE WHEN dev <> 0 THEN CAST(dev AS UINTEGER) END AS dev,
    CASE WHEN dev <> 0 THEN CAST(ino AS UBIGINT) END AS ino,
    CAST(NULL AS UINTEGER) AS ret
  FROM entry
  WHERE (common_flags & 24) = 0
  UNION ALL
  SELECT
    capture_id, buffer_id, ts, cpu, common_pid, rec, TRUE, function, NULL,
    NULL, NULL, NULL, NULL,
    CAST(ret & 4294967295 AS UINTEGER)
  FROM exit
  WHERE (common_flags & 24) = 0
),
followed AS (
  SELECT
    *,
    LEAD(is_return) OVER thread AS next_is_return,
    LEAD(ts) OVER thread AS next_ts,
    LEAD(cpu) OVER thread AS next_cpu,
    LEAD(rec) OVER thread AS next_rec,
    LEAD(ret) OVER thread AS next_ret
  FROM event
  WINDOW thread AS (PARTITION BY capture_id, buffer_id, tid, function ORDER BY ts, rec)
),
call AS (
  SELECT
    f.*,
    CASE
      WHEN f.next_is_return IS NOT TRUE THEN 'no return'
      WHEN g.to_ts >= f.ts THEN 'lost events'
    END AS unpaired
  FROM followed AS f
  ASOF LEFT JOIN loss_gap AS g
    ON g.capture_id = f.capture_id
    AND g.buffer_id = f.buffer_id
    AND g.from_ts <= f.next_ts
  WHERE NOT f.is_return
),
ended AS (
  SELECT
    * REPLACE (CASE WHEN unpaired IS NULL THEN next_ret END AS ret),
    CASE WHEN unpaired IS NULL THEN next_ts END AS end_ts,
    CASE WHEN unpaired IS NULL THEN next_cpu END AS end_cpu,
    CASE WHEN unpaired IS NULL THEN next_rec END AS end_rec
  FROM call
)
SELECT
  capture_id,
  buffer_id,
  tid,
  cpu,
  rec,
  ts AS start_ts,
  end_ts,
  end_cpu,
  end_rec,
  unpaired,
  'kprobe' AS method,
  function,
  level,
  address,
  index,
  dev,
  ino,
  ret,
  CASE
    WHEN function <> 'block_page_mkwrite' AND ret IS NOT NULL THEN CONCAT_WS(
      '|',
      CASE WHEN (ret & 1) <> 0 THEN 'OOM' END,
      CASE WHEN (ret & 2) <> 0 THEN 'SIGBUS' END,
      CASE WHEN (ret & 4) <> 0 THEN 'MAJOR' END,
      CASE WHEN (ret & 8) <> 0 THEN 'WRITE' END,
      CASE WHEN (ret & 16) <> 0 THEN 'HWPOISON' END,
      CASE WHEN (ret & 64) <> 0 THEN 'SIGSEGV' END,
      CASE WHEN (ret & 256) <> 0 THEN 'NOPAGE' END,
      CASE WHEN (ret & 512) <> 0 THEN 'LOCKED' END,
      CASE WHEN (ret & 1024) <> 0 THEN 'RETRY' END,
      CASE WHEN (ret & 2048) <> 0 THEN 'FALLBACK' END
    )
  END AS ret_names,
  CASE
    WHEN function = 'block_page_mkwrite' THEN ret = 0
    ELSE (ret & 512) <> 0
  END AS succeeded
FROM ended
