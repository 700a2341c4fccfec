-- SPDX-License-Identifier: Apache-2.0
-- title:       Rounds of writing one inode: one row per call of __writeback_single_inode
-- needs:       writeback.writeback_single_inode_start(name, ino, state?, dirtied_when?, writeback_index?, nr_to_write, wrote?, cgroup_ino?)
-- needs:       writeback.writeback_single_inode(name, ino, state?, dirtied_when?, writeback_index?, nr_to_write, wrote, cgroup_ino?)?
-- needs:       inode_device?, inode_state_bit?, flush_work?
-- evidence:    exact if writeback.writeback_single_inode; begin and end of each round
-- evidence:    stock; begins only
-- source:      fs/fs-writeback.c __writeback_single_inode, 5.10 to 7.2: stock tracepoints, exact. Called by flusher works, and by
--              sync_inode and write_inode_now; fsync writes pages without it.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      start_ts BIGINT  begin
-- column:      end_ts BIGINT  end; NULL when it is still going on at the capture's end, or lost
-- column:      cpu SMALLINT  cpu of the begin
-- column:      tid INTEGER  thread that writes
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      rec BIGINT  place of its first record in its cpu buffer
-- column:      end_rec BIGINT  place of the end record in its cpu buffer; NULL with end_ts
-- column:      unpaired VARCHAR  NULL for a pair; 'no return' or 'lost events' as in mkwrite
-- column:      bdi VARCHAR  backing device as events name it
-- column:      dev UINTEGER  device of the file system (kernel dev_t); NULL when it cannot be known
-- column:      dev_evidence VARCHAR  as in inode_device
-- column:      ino UBIGINT  inode number
-- column:      cgroup_ino UBIGINT  cgroup whose writeback has the inode; NULL where the events have none
-- column:      nr_to_write BIGINT  pages it may write
-- column:      wrote BIGINT  pages it wrote; NULL with end_ts
-- column:      state UBIGINT  i_state at the begin
-- column:      end_state UBIGINT  i_state at the end; NULL with end_ts
-- column:      dirty_pages_left BOOLEAN  I_DIRTY_PAGES is set at the end; NULL with end_ts, or when the capture names no bits
-- column:      dirtied_when UBIGINT  when the inode became dirty, in the kernel's jiffies
-- column:      writeback_index UBIGINT  page offset where it begins, for cyclic writing [pages]
-- column:      work_start_ts BIGINT  start_ts of the flusher's work it is part of; NULL when it is of none
-- column:      reason_name VARCHAR  that work's reason; NULL with work_start_ts
-- column:      sync BOOLEAN  that work's sync; NULL with work_start_ts
WITH event AS (
  SELECT
    capture_id, buffer_id, ts, cpu, common_pid AS tid, rec, FALSE AS is_return, CAST(ino AS UBIGINT) AS ino,
    CAST(name AS VARCHAR) AS bdi,
    CAST(cgroup_ino AS UBIGINT) AS cgroup_ino,
    CAST(nr_to_write AS BIGINT) AS nr_to_write,
    CAST(state AS UBIGINT) AS state,
    CAST(dirtied_when AS UBIGINT) AS dirtied_when,
    CAST(writeback_index AS UBIGINT) AS writeback_index,
    CAST(NULL AS STRUCT(wrote BIGINT, state UBIGINT)) AS ret
  FROM src."writeback.writeback_single_inode_start"
  UNION ALL
  SELECT
    capture_id, buffer_id, ts, cpu, common_pid, rec, TRUE, CAST(ino AS UBIGINT), NULL, NULL, NULL, NULL, NULL, NULL,
    {'wrote': CAST(wrote AS BIGINT), 'state': CAST(state AS UBIGINT)}
  FROM src."writeback.writeback_single_inode"
),
call AS (
  {{call event; by: ino}}
)
SELECT
  c.capture_id,
  c.start_ts,
  c.end_ts,
  c.cpu,
  c.tid,
  c.buffer_id,
  c.rec,
  c.end_rec,
  c.unpaired,
  c.bdi,
  d.dev,
  d.evidence AS dev_evidence,
  c.ino,
  c.cgroup_ino,
  c.nr_to_write,
  c.ret.wrote AS wrote,
  c.state,
  c.ret.state AS end_state,
  (c.ret.state & b.mask) <> 0 AS dirty_pages_left,
  c.dirtied_when,
  c.writeback_index,
  CASE WHEN c.start_ts <= w.end_ts OR w.unfinished THEN w.start_ts END AS work_start_ts,
  CASE WHEN c.start_ts <= w.end_ts OR w.unfinished THEN w.reason_name END AS reason_name,
  CASE WHEN c.start_ts <= w.end_ts OR w.unfinished THEN w.sync END AS sync
FROM call AS c
LEFT JOIN inode_device AS d
  ON d.capture_id = c.capture_id
  AND d.bdi = c.bdi
  AND d.ino = c.ino
LEFT JOIN inode_state_bit AS b
  ON b.capture_id = c.capture_id
  AND b.name = 'I_DIRTY_PAGES'
ASOF LEFT JOIN flush_work AS w
  ON w.capture_id = c.capture_id
  AND w.buffer_id = c.buffer_id
  AND w.tid = c.tid
  AND w.start_ts <= c.start_ts
