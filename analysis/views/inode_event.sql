-- SPDX-License-Identifier: Apache-2.0
-- title:       What happened to inodes on the way to the disk: one row per event
-- each:        named kind = writeback_mark_inode_dirty marked, writeback_dirty_inode_start dirty_begin, writeback_dirty_inode dirtied
-- each:        located kind = writeback_dirty_inode_enqueue queued, writeback_lazytime lazytime, writeback_lazytime_iput lazytime_iput, sb_mark_inode_writeback writeback_started, sb_clear_inode_writeback writeback_ended
-- needs:       writeback.{named}(name, ino, state?, flags?)?
-- needs:       writeback.{located}(dev, ino, state?, mode?, dirtied_when?)?
-- needs:       writeback.writeback_sb_inodes_requeue(name, ino, state?, dirtied_when?, cgroup_ino?)?
-- needs:       ext4.ext4_evict_inode|f2fs.f2fs_evict_inode(dev, ino)?
-- needs:       inode_device?, inode_state_bit?
-- evidence:    exact; one event per row
-- source:      include/trace/events/writeback.h, fs/fs-writeback.c, 5.10 to 7.2. The events of the first group name the bdi, of the
--              second the device of the file system. A marking that changes nothing (the bits were set) is an event too.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      ts BIGINT  when, on the trace clock
-- column:      cpu SMALLINT  cpu
-- column:      tid INTEGER  thread
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      rec BIGINT  place of the record in its cpu buffer: a tie-break where ts is equal
-- column:      kind VARCHAR  marked (__mark_inode_dirty was called with flags), dirty_begin and dirtied (around the file system's
--              dirty_inode), queued (the inode became dirty and went on a list for writeback), lazytime, lazytime_iput, requeued
--              (not finished, or skipped), writeback_started (its first page enters writeback), writeback_ended (its last page
--              left writeback), evicted
-- column:      bdi VARCHAR  backing device, where the event names that
-- column:      dev UINTEGER  device of the file system (kernel dev_t); NULL when it cannot be known
-- column:      dev_evidence VARCHAR  event: the event's own (exact); inode, bdi: as in inode_device
-- column:      ino UBIGINT  inode number
-- column:      state UBIGINT  i_state before this; NULL where the event has none
-- column:      state_names VARCHAR  names of its bits joined with |, '' for none; NULL with state, or when the capture names no bits
-- column:      flags UBIGINT  what it is marked with (marked, dirty_begin, dirtied)
-- column:      flag_names VARCHAR  names of the bits of flags
-- column:      mode USMALLINT  file mode; NULL where the event has none
-- column:      dirtied_when UBIGINT  when it became dirty, in the kernel's jiffies; NULL where the event has none
-- column:      cgroup_ino UBIGINT  cgroup whose writeback has it; NULL where the event has none
WITH event AS (
  {{each named: SELECT '{kind}' AS kind, capture_id, ts, cpu, common_pid AS tid, buffer_id, rec, CAST(name AS VARCHAR) AS bdi, CAST(NULL AS UINTEGER) AS dev, CAST(ino AS UBIGINT) AS ino, CAST(state AS UBIGINT) AS state, CAST(flags AS UBIGINT) AS flags, CAST(NULL AS USMALLINT) AS mode, CAST(NULL AS UBIGINT) AS dirtied_when, CAST(NULL AS UBIGINT) AS cgroup_ino FROM src."writeback.{named}"}}
  UNION ALL
  {{each located: SELECT '{kind}', capture_id, ts, cpu, common_pid, buffer_id, rec, NULL, CAST(dev AS UINTEGER), CAST(ino AS UBIGINT), CAST(state AS UBIGINT), NULL, CAST(mode AS USMALLINT), CAST(dirtied_when AS UBIGINT), NULL FROM src."writeback.{located}"}}
  UNION ALL
  SELECT
    'requeued', capture_id, ts, cpu, common_pid, buffer_id, rec, CAST(name AS VARCHAR), NULL, CAST(ino AS UBIGINT), CAST(state AS UBIGINT),
    NULL, NULL, CAST(dirtied_when AS UBIGINT), CAST(cgroup_ino AS UBIGINT)
  FROM src."writeback.writeback_sb_inodes_requeue"
  UNION ALL
  SELECT 'evicted', capture_id, ts, cpu, common_pid, buffer_id, rec, NULL, CAST(dev AS UINTEGER), CAST(ino AS UBIGINT), NULL, NULL, NULL, NULL, NULL
  FROM src."ext4.ext4_evict_inode"
),
bits AS (
  SELECT v.capture_id, v.bits, STRING_AGG(b.name, '|' ORDER BY b.mask) FILTER ((v.bits & b.mask) <> 0) AS names
  FROM (
    SELECT capture_id, state AS bits FROM event WHERE state IS NOT NULL
    UNION
    SELECT capture_id, flags FROM event WHERE flags IS NOT NULL
  ) AS v
  JOIN inode_state_bit AS b
    ON b.capture_id = v.capture_id
  GROUP BY v.capture_id, v.bits
)
SELECT
  e.capture_id,
  e.ts,
  e.cpu,
  e.tid,
  e.buffer_id,
  e.rec,
  e.kind,
  e.bdi,
  COALESCE(e.dev, d.dev) AS dev,
  CASE WHEN e.dev IS NOT NULL THEN 'event' ELSE d.evidence END AS dev_evidence,
  e.ino,
  e.state,
  CASE WHEN s.bits IS NOT NULL THEN COALESCE(s.names, '') END AS state_names,
  e.flags,
  CASE WHEN f.bits IS NOT NULL THEN COALESCE(f.names, '') END AS flag_names,
  e.mode,
  e.dirtied_when,
  e.cgroup_ino
FROM event AS e
LEFT JOIN inode_device AS d
  ON d.capture_id = e.capture_id
  AND d.bdi = e.bdi
  AND d.ino = e.ino
LEFT JOIN bits AS s
  ON s.capture_id = e.capture_id
  AND s.bits = e.state
LEFT JOIN bits AS f
  ON f.capture_id = e.capture_id
  AND f.bits = e.flags
