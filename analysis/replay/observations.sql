-- SPDX-License-Identifier: Apache-2.0
-- title:  What the fault model sees of one capture: one ordered stream of observations
-- needs:  fault_call, mkwrite, folio_added, folio_removed, folio_dirtied, folio_cleaned, folio_cancelled, folio_redirtied
-- needs:  folio_writeback, inode_size, cache_truncated, syscall, page_fault, task_exit, loss_gap
-- needs:  map_pages, private_copy, pfn_mkwrite, dax_fault, lock_event, file_sync, writeback_error, fs_freeze, swapfile, range_removal
-- needs:  folio_wait, pause_planned, inode_writeback, flush_work, dirty_state, fork, signal_delivered,
-- needs:  file_extent, block_change, backing_cache
-- note:   A number that is not known is -1 (all bits set in unsigned columns). The kinds are those of ObservationKind, in its order.
--         A folio is dirtied, cleaned and so on at the entry of the function that does it. An entry and a return are two
--         observations. Where several buffers recorded the same thing (instances), the one with most rows is taken, else each
--         would be seen twice. Rows without a file (anonymous memory, or a mapping already gone) say nothing about a page.
--         Space is the mapping (its kernel pointer) or else the process that an address belongs to. Exceptions are those of stores:
--         a fault handler's own reads are none. An unmapping is one observation, at its end: before that it may not have happened.
--         Pages of a fault is 1 where its mapping is shared and 2 where it is private, 4 more where it allows no stores (VM_WRITE) and 8
--         more where userfaultfd watches it (VM_UFFD_MISSING, VM_UFFD_WP). Value of a page_mkwrite's begin has bit 0 set
--         where the file system is known to hold off a freeze in it, bit 1 where it may write data through its journal, bit 2
--         where it takes invalidate_lock to truncate.
--         Locks are those that the model orders, by number: 0 mmap_lock, 1 the lock of a vma, 2 i_rwsem, 3 sb_pagefaults,
--         4 invalidate_lock and what was there before it, 5 jbd2_handle; 8 is added where it is shared, 16 where it was only tried.
--         Ties of ts keep the order of the record in its cpu buffer; a gap begins after the last good event and ends before the next.
WITH level AS (
  SELECT capture_id, COALESCE(MIN(level) FILTER (level = 'fs'), 'vm') AS level
  FROM mkwrite
  GROUP BY capture_id
),
call AS (
  SELECT m.*
  FROM mkwrite AS m
  SEMI JOIN level USING (capture_id, level)
  WHERE m.dev IS NOT NULL
    AND m.index IS NOT NULL
),
observation AS (
  SELECT 'fault_begin' AS kind, capture_id, buffer_id, start_ts AS ts, cpu, rec, tid, dev, ino, NULL AS index, CASE WHEN shared THEN 1 WHEN NOT shared THEN 2 ELSE 0 END + CASE WHEN (vma_flags & 2) = 0 THEN 4 ELSE 0 END + CASE WHEN (vma_flags & 4608) <> 0 THEN 8 ELSE 0 END AS pages, address, CAST(flags AS BIGINT) AS value, vma AS space
  FROM fault_call
  UNION ALL
  SELECT 'fault_end', capture_id, buffer_id, end_ts, end_cpu, end_rec, tid, dev, ino, NULL, 0, address, CAST(result AS BIGINT), vma
  FROM fault_call
  WHERE end_ts IS NOT NULL
  UNION ALL
  SELECT 'mkwrite_begin', capture_id, buffer_id, start_ts, cpu, rec, tid, dev, ino, index, 0, address,
    CASE WHEN function IN ('ext4_page_mkwrite', 'xfs_filemap_page_mkwrite', 'btrfs_page_mkwrite', 'f2fs_vm_page_mkwrite', 'filemap_page_mkwrite') THEN 1 ELSE 0 END
      + CASE WHEN function IN ('xfs_filemap_page_mkwrite', 'btrfs_page_mkwrite', 'f2fs_vm_page_mkwrite', 'nfs_vm_page_mkwrite', 'fuse_page_mkwrite') THEN 0 ELSE 2 END
      + CASE WHEN function IN ('ext4_page_mkwrite', 'xfs_filemap_page_mkwrite', 'f2fs_vm_page_mkwrite') THEN 4 ELSE 0 END,
    NULL
  FROM call
  UNION ALL
  SELECT 'mkwrite_end', capture_id, buffer_id, end_ts, end_cpu, end_rec, tid, dev, ino, index, 0, address, CAST(ret AS BIGINT), NULL
  FROM call
  WHERE end_ts IS NOT NULL
  UNION ALL
  SELECT 'folio_added', capture_id, buffer_id, ts, cpu, rec, tid, dev, ino, index, CAST(pages AS INTEGER), NULL, NULL, NULL
  FROM folio_added
  UNION ALL
  SELECT 'folio_removed', capture_id, buffer_id, ts, cpu, rec, tid, dev, ino, index, CAST(pages AS INTEGER), NULL, NULL, NULL
  FROM folio_removed
  UNION ALL
  SELECT 'folio_dirtied', capture_id, buffer_id, ts, cpu, rec, tid, dev, ino, index, 0, NULL, NULL, NULL
  FROM folio_dirtied
  UNION ALL
  SELECT 'folio_cleaned', capture_id, buffer_id, ts, cpu, rec, tid, dev, ino, index, 0, NULL, CAST(cleaned AS BIGINT), NULL
  FROM folio_cleaned
  WHERE dev IS NOT NULL
  UNION ALL
  SELECT 'folio_cancelled', capture_id, buffer_id, ts, cpu, rec, tid, dev, ino, index, 0, NULL, NULL, NULL
  FROM folio_cancelled
  WHERE dev IS NOT NULL
  UNION ALL
  SELECT 'folio_redirtied', capture_id, buffer_id, ts, cpu, rec, tid, dev, ino, index, 0, NULL, NULL, NULL
  FROM folio_redirtied
  WHERE dev IS NOT NULL
  UNION ALL
  SELECT
    CASE kind WHEN 'start' THEN 'writeback_begin' ELSE 'writeback_end' END,
    capture_id, buffer_id, ts, cpu, rec, tid, dev, ino, index, 0, NULL, NULL, NULL
  FROM folio_writeback
  WHERE dev IS NOT NULL
  UNION ALL
  SELECT 'inode_size', capture_id, buffer_id, ts, cpu, rec, tid, dev, ino, NULL, 0, NULL, size, NULL
  FROM inode_size
  WHERE meaning = 'is'
  UNION ALL
  SELECT 'truncated', capture_id, buffer_id, ts, cpu, rec, tid, dev, ino, NULL, 0, NULL, size, NULL
  FROM cache_truncated
  UNION ALL
  SELECT 'unmapped', capture_id, buffer_id, COALESCE(end_ts, start_ts), cpu, rec, tid, NULL, NULL, NULL, 0, address, length, NULL
  FROM syscall
  WHERE name = 'munmap'
    AND COALESCE(ret, 0) = 0
  UNION ALL
  SELECT 'exception', capture_id, buffer_id, ts, cpu, rec, tid, NULL, NULL, NULL, 0, address, CAST(error_code AS BIGINT), NULL
  FROM page_fault
  WHERE write
    AND in_interrupt IS NOT TRUE
  UNION ALL
  SELECT 'exited', capture_id, buffer_id, ts, cpu, rec, tid, NULL, NULL, NULL, 0, NULL, NULL, NULL
  FROM task_exit
  UNION ALL
  SELECT 'fault_around', capture_id, buffer_id, ts, cpu, rec, tid, dev, ino, index, CAST(last_index - index + 1 AS INTEGER), NULL, NULL, NULL
  FROM map_pages
  WHERE method = 'event'
  UNION ALL
  SELECT 'copied', capture_id, buffer_id, ts, cpu, rec, tid, dev, ino, index, CASE WHEN shared THEN 1 WHEN NOT shared THEN 2 ELSE 0 END, address, CASE function WHEN 'wp_page_copy' THEN 1 ELSE 0 END, NULL
  FROM private_copy
  UNION ALL
  SELECT 'pfn_mkwrite', capture_id, buffer_id, COALESCE(end_ts, start_ts), cpu, rec, tid, dev, ino, index, 0, address, CAST(result AS BIGINT), NULL
  FROM pfn_mkwrite
  WHERE method = 'event'
  UNION ALL
  SELECT 'dax_fault', capture_id, buffer_id, end_ts, cpu, rec, tid, dev, ino, index, CASE size WHEN 'pmd' THEN 512 ELSE 1 END, address, CAST(result AS BIGINT), NULL
  FROM dax_fault
  WHERE end_ts IS NOT NULL
  UNION ALL
  SELECT
    CASE kind WHEN 'acquire' THEN 'lock_taken' ELSE 'lock_released' END,
    capture_id, buffer_id, ts, cpu, rec, tid, NULL, NULL, NULL, 0, lock,
    CASE lock_class
      WHEN '&mm->mmap_lock' THEN 0
      WHEN '&mm->mmap_sem' THEN 0
      WHEN '&mm->mmap_lock#2' THEN 0
      WHEN '&vma->vm_lock->lock' THEN 1
      WHEN 'vm_lock' THEN 1
      WHEN '&sb->s_type->i_mutex_key' THEN 2
      WHEN 'sb_pagefaults' THEN 3
      WHEN 'jbd2_handle' THEN 5
      ELSE 4
    END
      + CASE WHEN shared THEN 8 ELSE 0 END
      + CASE WHEN trylock IS NOT FALSE THEN 16 ELSE 0 END,
    NULL
  FROM lock_event
  WHERE kind IN ('acquire', 'release')
    AND in_interrupt IS NOT TRUE
    AND lock_class IN (
      '&mm->mmap_lock', '&mm->mmap_sem', '&vma->vm_lock->lock', 'vm_lock', '&sb->s_type->i_mutex_key', 'sb_pagefaults', 'jbd2_handle',
      'mapping.invalidate_lock', '&ei->i_mmap_sem', '&(&ip->i_mmaplock)->mr_lock', '&fi->i_mmap_sem', '&ei->i_mmap_lock'
    )
  UNION ALL
  SELECT 'sync_begin', capture_id, buffer_id, start_ts, cpu, rec, tid, dev, ino, NULL, 0, NULL, CASE WHEN name IN ('fsync', 'fdatasync') THEN 1 ELSE 0 END, NULL
  FROM file_sync
  WHERE dev IS NOT NULL
  UNION ALL
  SELECT 'sync_end', capture_id, buffer_id, end_ts, cpu, rec, tid, dev, ino, NULL, 0, NULL, ret, NULL
  FROM file_sync
  WHERE dev IS NOT NULL
    AND end_ts IS NOT NULL
  UNION ALL
  SELECT
    CASE kind WHEN 'set' THEN 'error_set' ELSE 'error_reported' END,
    capture_id, buffer_id, ts, cpu, rec, tid, dev, ino, NULL, 0, file, CAST(CASE kind WHEN 'set' THEN errseq & 4095 ELSE errno END AS BIGINT), NULL
  FROM writeback_error
  WHERE kind = 'set'
     OR reported
  UNION ALL
  SELECT kind, capture_id, buffer_id, ts, cpu, rec, tid, dev, NULL, NULL, 0, NULL, NULL, NULL
  FROM fs_freeze
  UNION ALL
  SELECT 'swap_' || kind, capture_id, buffer_id, ts, cpu, rec, tid, dev, ino, NULL, 0, NULL, NULL, NULL
  FROM swapfile
  UNION ALL
  SELECT 'removal_begin', capture_id, buffer_id, start_ts, cpu, rec, tid, dev, ino, first_index, CASE function WHEN 'truncate_pagecache' THEN 0 ELSE 1 END, NULL, last_index, NULL
  FROM range_removal
  UNION ALL
  SELECT 'removal_end', capture_id, buffer_id, end_ts, end_cpu, end_rec, tid, dev, ino, first_index, CASE function WHEN 'truncate_pagecache' THEN 0 ELSE 1 END, NULL, last_index, NULL
  FROM range_removal
  UNION ALL
  SELECT 'waited', capture_id, buffer_id, start_ts, cpu, rec, tid, dev, ino, index, 0, NULL, NULL, NULL
  FROM folio_wait
  UNION ALL
  SELECT 'throttled', capture_id, buffer_id, ts, cpu, rec, tid, NULL, NULL, CAST(dirty AS UBIGINT), CASE WHEN strict THEN 1 ELSE 0 END, CAST(dirty_limit AS UBIGINT), pause_ms, NULL
  FROM pause_planned
  UNION ALL
  SELECT 'inode_written', capture_id, buffer_id, start_ts, 0, 0, tid, dev, ino, NULL, 0, NULL, NULL, NULL
  FROM inode_writeback
  WHERE start_ts IS NOT NULL
  UNION ALL
  SELECT 'flushed', capture_id, buffer_id, start_ts, cpu, rec, tid, NULL, NULL, NULL, 0, NULL, CASE WHEN for_kupdate THEN 1 WHEN for_background THEN 2 ELSE 0 END, NULL
  FROM flush_work
  WHERE start_ts IS NOT NULL
  UNION ALL
  SELECT kind, capture_id, buffer_id, ts, cpu, rec, tid, NULL, NULL, NULL, 0, NULL, value, NULL
  FROM (UNPIVOT dirty_state ON nr_dirty, nr_writeback, nr_dirtied, nr_written INTO NAME kind VALUE value)
  UNION ALL
  SELECT 'extent', capture_id, buffer_id, ts, cpu, rec, tid, dev, ino, index, CAST(pages AS INTEGER), NULL, state, NULL
  FROM file_extent
  UNION ALL
  SELECT 'blocks_changed', capture_id, buffer_id, end_ts, cpu, rec, tid, dev, ino, first_index, 0, last_index, ret, NULL
  FROM block_change
  WHERE end_ts IS NOT NULL
  UNION ALL
  SELECT kind, capture_id, buffer_id, ts, cpu, rec, tid, dev, ino, index, 0, NULL, NULL, NULL
  FROM backing_cache
  UNION ALL
  SELECT 'forked', capture_id, buffer_id, ts, cpu, rec, tid, NULL, NULL, NULL, 0, NULL, child, NULL
  FROM fork
  UNION ALL
  SELECT 'signalled', capture_id, buffer_id, ts, cpu, rec, tid, NULL, NULL, NULL, 0, NULL, signal, NULL
  FROM signal_delivered
  UNION ALL
  SELECT
    CASE WHEN ret >= 0 THEN 'mapped' ELSE 'map_refused' END,
    capture_id, buffer_id, end_ts, cpu, rec, tid, NULL, COALESCE(args['flags'], args['arg3']), CAST(file_offset >> 12 AS UBIGINT),
    CAST(COALESCE(args['prot'], args['arg2']) AS INTEGER),
    CASE WHEN ret >= 0 THEN CAST(ret AS UBIGINT) ELSE address END,
    CASE WHEN ret >= 0 THEN length ELSE ret END,
    NULL
  FROM syscall
  WHERE name = 'mmap'
    AND ret IS NOT NULL
  UNION ALL
  SELECT
    CASE name WHEN 'munmap' THEN 'unmap_begin' ELSE 'write_begin' END,
    capture_id, buffer_id, start_ts, cpu, rec, tid, NULL, NULL, NULL, 0, address, length, NULL
  FROM syscall
  WHERE name IN ('munmap', 'write', 'pwrite64', 'writev', 'pwritev', 'pwritev2', 'sendfile64', 'copy_file_range', 'fallocate')
  UNION ALL
  SELECT
    CASE name WHEN 'mremap' THEN 'remapped' WHEN 'mprotect' THEN 'protected' WHEN 'madvise' THEN 'advised' ELSE 'write_end' END,
    capture_id, buffer_id, end_ts, cpu, rec, tid, NULL, NULL, NULL, 0,
    address,
    CASE WHEN name IN ('mprotect', 'madvise') THEN flags ELSE length END,
    NULL
  FROM syscall
  WHERE end_ts IS NOT NULL
    AND (ret >= 0 OR name NOT IN ('mremap', 'mprotect', 'madvise'))
    AND name IN ('mremap', 'mprotect', 'madvise', 'write', 'pwrite64', 'writev', 'pwritev', 'pwritev2', 'sendfile64', 'copy_file_range', 'fallocate')
),
process AS (
  SELECT capture_id, tid, MIN(tgid) AS tgid
  FROM task_name
  WHERE tgid > 0
  GROUP BY capture_id, tid
  HAVING COUNT(DISTINCT tgid) = 1
),
chosen AS (
  SELECT capture_id, kind, ARG_MAX(buffer_id, rows) AS buffer_id
  FROM (
    SELECT capture_id, kind, buffer_id, COUNT(*) - buffer_id / 1000.0 AS rows
    FROM observation
    GROUP BY capture_id, kind, buffer_id
  )
  GROUP BY capture_id, kind
),
ordered AS (
  SELECT 0 AS rank, o.*
  FROM observation AS o
  SEMI JOIN chosen USING (capture_id, kind, buffer_id)
  UNION ALL
  SELECT 1, 'loss_begin', g.capture_id, g.buffer_id, g.from_ts, 0, 0, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL
  FROM loss_gap AS g
  SEMI JOIN chosen USING (capture_id, buffer_id)
  UNION ALL
  SELECT -1, 'loss_end', g.capture_id, g.buffer_id, g.to_ts, 0, 0, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL
  FROM loss_gap AS g
  SEMI JOIN chosen USING (capture_id, buffer_id)
)
SELECT
  capture_id,
  CAST(kind AS ENUM (
    'loss_begin', 'loss_end', 'fault_begin', 'fault_end', 'mkwrite_begin', 'mkwrite_end', 'folio_added', 'folio_removed',
    'folio_dirtied', 'folio_cleaned', 'folio_cancelled', 'folio_redirtied', 'writeback_begin', 'writeback_end',
    'inode_size', 'truncated', 'unmapped', 'exception', 'exited', 'fault_around', 'copied', 'pfn_mkwrite', 'dax_fault',
    'lock_taken', 'lock_released', 'sync_begin', 'sync_end', 'error_set', 'error_reported', 'frozen', 'thawing', 'swap_on', 'swap_off',
    'removal_begin', 'removal_end', 'waited', 'throttled', 'inode_written', 'flushed', 'nr_dirty', 'nr_writeback', 'nr_dirtied',
    'nr_written', 'forked', 'unmap_begin', 'write_begin', 'write_end', 'mapped', 'remapped', 'protected', 'advised',
    'signalled', 'map_refused', 'extent', 'blocks_changed', 'cache_begin', 'cache_end'
  )) AS kind,
  ts,
  COALESCE(CAST(cpu AS INTEGER), -1) AS cpu,
  CAST(tid AS INTEGER) AS tid,
  COALESCE(CAST(dev AS BIGINT), -1) AS dev,
  COALESCE(CAST(ino AS UBIGINT), CAST(18446744073709551615 AS UBIGINT)) AS ino,
  COALESCE(CAST(index AS UBIGINT), CAST(18446744073709551615 AS UBIGINT)) AS index,
  CAST(pages AS INTEGER) AS pages,
  COALESCE(CAST(address AS UBIGINT), CAST(18446744073709551615 AS UBIGINT)) AS address,
  COALESCE(value, -1) AS value,
  COALESCE(CAST(space AS UBIGINT), CAST(tgid AS UBIGINT), CAST(18446744073709551615 AS UBIGINT)) AS space,
  CAST(rank AS INTEGER) AS rank,
  rec
FROM ordered
LEFT JOIN process USING (capture_id, tid)
WHERE ts IS NOT NULL
  AND tid IS NOT NULL  -- a function graph as text may have neither: no order, and nobody's
ORDER BY
  capture_id,
  ts,
  rank,
  cpu,
  rec
