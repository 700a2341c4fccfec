-- SPDX-License-Identifier: Apache-2.0
-- title:       Waits of threads for the journal or the space of their file system
-- needs:       ext4.ext4_journal_start|ext4_journal_start_sb(dev, type?)?
-- needs:       ext4.ext4_journal_start_inode(dev, ino, type?)?
-- needs:       jbd2.jbd2_handle_start(dev, tid)?
-- needs:       jbd2.jbd2_handle_stats(dev, tid)?
-- needs:       jbd2.jbd2_lock_buffer_stall(dev, stall_ms)?
-- needs:       xfs.xfs_log_grant_sleep(dev)?
-- needs:       xfs.xfs_log_grant_wake(dev)?
-- needs:       btrfs.btrfs_reserve_ticket(bytes, start_ns, error)?
-- needs:       f2fs.f2fs_gc_begin(dev)?
-- needs:       f2fs.f2fs_gc_end(dev)?
-- needs:       f2fs.f2fs_write_checkpoint(dev, reason?, msg|dest_msg?)?
-- needs:       loss_gap
-- evidence:    exact; tracepoints at both ends, in one thread
-- note:        handle is every begin of a jbd2 handle, most of them without waiting; a handle begun inside another one has no row. The others
--              are waits by their nature.
-- source:      fs/ext4/ext4_jbd2.c and fs/jbd2/transaction.c start_this_handle; fs/xfs/xfs_log.c xlog_grant_head_wait; fs/btrfs/space-info.c
--              handle_reserve_ticket; fs/f2fs/gc.c, checkpoint.c; 5.10 to 6.12. Stock tracepoints: exact intervals of one thread.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      start_ts BIGINT  begin; NULL when it cannot be known (btrfs gives it on the monotonic clock only)
-- column:      end_ts BIGINT  end; NULL when it is still waiting at the capture's end, or lost
-- column:      cpu SMALLINT  cpu of the begin
-- column:      tid INTEGER  thread that waits, or does the work others wait for
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      rec BIGINT  place of its first record in its cpu buffer
-- column:      journal VARCHAR  jbd2, xfs, btrfs or f2fs
-- column:      kind VARCHAR  handle (begin of a jbd2 handle), buffer (a buffer locked by a commit), grant (xfs log space), ticket (btrfs space),
--              gc, checkpoint (f2fs)
-- column:      dev UINTEGER  device of the file system (kernel dev_t); NULL for btrfs
-- column:      ino UBIGINT  inode it is for; NULL when not recorded
-- column:      wait_ns BIGINT  how long [ns]; NULL when not known
-- column:      transaction UINTEGER  jbd2: transaction that the handle joined; NULL for others
-- column:      errno INTEGER  btrfs: error of the reservation, positive, 0 for none; NULL for others
-- column:      unpaired VARCHAR  NULL for a pair; 'no return' or 'lost events' as in mkwrite
WITH event AS (
  SELECT
    'jbd2' AS journal, 'handle' AS kind, capture_id, buffer_id, ts, cpu, common_pid AS tid, rec, FALSE AS is_return, CAST(dev AS UINTEGER) AS dev,
    CAST(NULL AS UBIGINT) AS ino, CAST(NULL AS UINTEGER) AS ret
  FROM src."ext4.ext4_journal_start"
  UNION ALL
  SELECT 'jbd2', 'handle', capture_id, buffer_id, ts, cpu, common_pid, rec, FALSE, CAST(dev AS UINTEGER), CAST(ino AS UBIGINT), NULL
  FROM src."ext4.ext4_journal_start_inode"
  UNION ALL
  SELECT 'jbd2', 'handle', capture_id, buffer_id, ts, cpu, common_pid, rec, TRUE, CAST(dev AS UINTEGER), NULL, CAST(tid AS UINTEGER)
  FROM src."jbd2.jbd2_handle_start"
  UNION ALL
  SELECT 'xfs', 'grant', capture_id, buffer_id, ts, cpu, common_pid, rec, FALSE, CAST(dev AS UINTEGER), NULL, NULL
  FROM src."xfs.xfs_log_grant_sleep"
  UNION ALL
  SELECT 'xfs', 'grant', capture_id, buffer_id, ts, cpu, common_pid, rec, TRUE, CAST(dev AS UINTEGER), NULL, NULL
  FROM src."xfs.xfs_log_grant_wake"
  UNION ALL
  SELECT 'f2fs', 'gc', capture_id, buffer_id, ts, cpu, common_pid, rec, FALSE, CAST(dev AS UINTEGER), NULL, NULL
  FROM src."f2fs.f2fs_gc_begin"
  UNION ALL
  SELECT 'f2fs', 'gc', capture_id, buffer_id, ts, cpu, common_pid, rec, TRUE, CAST(dev AS UINTEGER), NULL, NULL
  FROM src."f2fs.f2fs_gc_end"
  UNION ALL
  SELECT 'f2fs', 'checkpoint', capture_id, buffer_id, ts, cpu, common_pid, rec, CAST(msg AS VARCHAR) NOT LIKE 'start%', CAST(dev AS UINTEGER), NULL, NULL
  FROM src."f2fs.f2fs_write_checkpoint"
  WHERE CAST(msg AS VARCHAR) LIKE 'start%'
     OR CAST(msg AS VARCHAR) LIKE 'finish checkpoint%'
),
call AS (
  {{call event; by: journal, kind}}
),
last_event AS (
  SELECT capture_id, buffer_id, tid, MAX(ts) AS ts FROM event WHERE kind = 'handle' GROUP BY capture_id, buffer_id, tid
),
held AS (
  SELECT capture_id, buffer_id, common_pid AS tid, ts, TRUE AS holds FROM src."jbd2.jbd2_handle_start"
  UNION ALL
  SELECT capture_id, buffer_id, common_pid, ts, FALSE FROM src."jbd2.jbd2_handle_stats"
),
paired AS (
  SELECT c.*
  FROM call AS c
  LEFT JOIN last_event AS l
    ON l.capture_id = c.capture_id
    AND l.buffer_id = c.buffer_id
    AND l.tid = c.tid
  ASOF LEFT JOIN held AS h
    ON h.capture_id = c.capture_id
    AND h.buffer_id = c.buffer_id
    AND h.tid = c.tid
    AND h.ts < c.start_ts
  WHERE c.kind <> 'handle'
     OR c.unpaired IS DISTINCT FROM 'no return'
     OR (l.ts = c.start_ts AND h.holds IS NOT TRUE AND c.capture_id IN (SELECT capture_id FROM held))
)
SELECT
  capture_id,
  start_ts,
  end_ts,
  cpu,
  tid,
  buffer_id,
  rec,
  journal,
  kind,
  dev,
  ino,
  end_ts - start_ts AS wait_ns,
  ret AS transaction,
  CAST(NULL AS INTEGER) AS errno,
  unpaired
FROM paired
UNION ALL
SELECT
  capture_id, ts - CAST(stall_ms AS BIGINT) * 1000000, ts, cpu, common_pid, buffer_id, rec, 'jbd2', 'buffer', CAST(dev AS UINTEGER), NULL,
  CAST(stall_ms AS BIGINT) * 1000000, NULL, NULL, NULL
FROM src."jbd2.jbd2_lock_buffer_stall"
UNION ALL
SELECT
  t.capture_id, CASE WHEN c.clock = 'mono' THEN CAST(t.start_ns AS BIGINT) END, t.ts, t.cpu, t.common_pid, t.buffer_id, t.rec, 'btrfs', 'ticket',
  NULL, NULL, CASE WHEN c.clock = 'mono' THEN t.ts - CAST(t.start_ns AS BIGINT) END, NULL, ABS(CAST(t.error AS INTEGER)), NULL
FROM src."btrfs.btrfs_reserve_ticket" AS t
JOIN capture AS c
  ON c.capture_id = t.capture_id
