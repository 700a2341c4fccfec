-- SPDX-License-Identifier: Apache-2.0
-- title:       Calls of page_mkwrite: the VM's, the file system's, and the library functions inside
-- rank:        1
-- materialise: yes
-- each:        function level =
--              do_page_mkwrite vm, ext4_page_mkwrite fs, xfs_filemap_page_mkwrite fs, btrfs_page_mkwrite fs,
--              f2fs_vm_page_mkwrite fs, filemap_page_mkwrite fs, nfs_vm_page_mkwrite fs, fuse_page_mkwrite fs,
--              gfs2_page_mkwrite fs, ocfs2_page_mkwrite fs, ubifs_vm_page_mkwrite fs, nilfs_page_mkwrite fs,
--              udf_page_mkwrite fs, exfat_page_mkwrite fs, zonefs_filemap_page_mkwrite fs, cifs_page_mkwrite fs,
--              v9fs_vm_page_mkwrite fs, ceph_page_mkwrite fs, afs_page_mkwrite fs, orangefs_page_mkwrite fs,
--              bch2_page_mkwrite fs, reiserfs_page_mkwrite fs, kernfs_vma_page_mkwrite fs,
--              ntfs_page_mkwrite fs, fb_deferred_io_mkwrite fs,
--              iomap_page_mkwrite inner, block_page_mkwrite inner
-- needs:       probe.{function}(addr?, pgoff?, ino?, dev?)?
-- needs:       probe.{function}__return(ret?)?
-- evidence:    exact; entry and return of each call; column unpaired names the calls that lack one
-- source:      mm/memory.c do_page_mkwrite, include/linux/mm_types.h enum vm_fault_reason, 5.10 to 6.12. Exact for pairs.
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
  {{each function:
  SELECT capture_id, buffer_id, ts, cpu, common_pid, common_flags, rec, '{function}' AS function, '{level}' AS level, addr, pgoff, ino, dev FROM src."probe.{function}"
  }}
),
exit AS (
  {{each function:
  SELECT capture_id, buffer_id, ts, cpu, common_pid, common_flags, rec, '{function}' AS function, ret FROM src."probe.{function}__return"
  }}
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
  WHERE COALESCE(common_flags & 24, 0) = 0  -- text may say no flags
  UNION ALL
  SELECT
    capture_id, buffer_id, ts, cpu, common_pid, rec, TRUE, function, NULL,
    NULL, NULL, NULL, NULL,
    CAST(ret & 4294967295 AS UINTEGER)
  FROM exit
  WHERE COALESCE(common_flags & 24, 0) = 0  -- text may say no flags
),
call AS (
  {{call event; by: function}}
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
  function,
  level,
  address,
  index,
  dev,
  ino,
  ret,
  CASE WHEN function <> 'block_page_mkwrite' THEN {{vm_fault_names ret}} END AS ret_names,
  CASE
    WHEN function = 'block_page_mkwrite' THEN ret = 0
    ELSE (ret & 512) <> 0
  END AS succeeded
FROM call
