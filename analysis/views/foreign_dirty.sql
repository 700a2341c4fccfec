-- SPDX-License-Identifier: Apache-2.0
-- title:       Inodes dirtied by one cgroup and written by another, and how the kernel dealt with it
-- needs:       writeback.track_foreign_dirty(name, bdi_id?, ino, memcg_id, cgroup_ino, page_cgroup_ino)?
-- needs:       writeback.flush_foreign(name, cgroup_ino, frn_bdi_id, frn_memcg_id)?
-- needs:       writeback.inode_switch_wbs(name, ino, old_cgroup_ino, new_cgroup_ino)?
-- needs:       writeback.inode_foreign_history(name, ino, cgroup_ino, history)?
-- needs:       inode_device?
-- evidence:    exact; the kernel's own reports
-- source:      mm/memcontrol.c, fs/fs-writeback.c with CONFIG_CGROUP_WRITEBACK, include/trace/events/writeback.h, 5.10 to 7.2. Exact.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      ts BIGINT  when, on the trace clock
-- column:      cpu SMALLINT  cpu
-- column:      tid INTEGER  thread
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      rec BIGINT  place of the record in its cpu buffer: a tie-break where ts is equal
-- column:      kind VARCHAR  dirtied (a page of another memory cgroup became dirty), history (who dirtied it lately, bit by bit),
--              switched (another cgroup's writeback has it now), flushed (a throttled cgroup had the other flushed)
-- column:      bdi VARCHAR  backing device
-- column:      dev UINTEGER  device of the file system (kernel dev_t); NULL when it cannot be known
-- column:      dev_evidence VARCHAR  as in inode_device
-- column:      ino UBIGINT  inode number; NULL for flushed
-- column:      cgroup_ino UBIGINT  cgroup whose writeback has it (before, for a switch)
-- column:      page_cgroup_ino UBIGINT  dirtied: cgroup of the page; NULL for others
-- column:      new_cgroup_ino UBIGINT  switched: cgroup whose writeback has it from now on; NULL for others
-- column:      memcg_id UINTEGER  dirtied, flushed: memory cgroup by its kernel id; NULL for others
-- column:      history UINTEGER  history: one bit for each slot of the writer's time, set when it was foreign; NULL for others
WITH event AS (
  SELECT
    'dirtied' AS kind, capture_id, ts, cpu, common_pid AS tid, buffer_id, rec, CAST(name AS VARCHAR) AS bdi, CAST(ino AS UBIGINT) AS ino,
    CAST(cgroup_ino AS UBIGINT) AS cgroup_ino, CAST(page_cgroup_ino AS UBIGINT) AS page_cgroup_ino,
    CAST(NULL AS UBIGINT) AS new_cgroup_ino, CAST(memcg_id AS UINTEGER) AS memcg_id, CAST(NULL AS UINTEGER) AS history
  FROM src."writeback.track_foreign_dirty"
  UNION ALL
  SELECT
    'history', capture_id, ts, cpu, common_pid, buffer_id, rec, CAST(name AS VARCHAR), CAST(ino AS UBIGINT), CAST(cgroup_ino AS UBIGINT),
    NULL, NULL, NULL, CAST(history AS UINTEGER)
  FROM src."writeback.inode_foreign_history"
  UNION ALL
  SELECT
    'switched', capture_id, ts, cpu, common_pid, buffer_id, rec, CAST(name AS VARCHAR), CAST(ino AS UBIGINT), CAST(old_cgroup_ino AS UBIGINT),
    NULL, CAST(new_cgroup_ino AS UBIGINT), NULL, NULL
  FROM src."writeback.inode_switch_wbs"
  UNION ALL
  SELECT
    'flushed', capture_id, ts, cpu, common_pid, buffer_id, rec, CAST(name AS VARCHAR), NULL, CAST(cgroup_ino AS UBIGINT),
    NULL, NULL, CAST(frn_memcg_id AS UINTEGER), NULL
  FROM src."writeback.flush_foreign"
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
  d.dev,
  d.evidence AS dev_evidence,
  e.ino,
  e.cgroup_ino,
  e.page_cgroup_ino,
  e.new_cgroup_ino,
  e.memcg_id,
  e.history
FROM event AS e
LEFT JOIN inode_device AS d
  ON d.capture_id = e.capture_id
  AND d.bdi = e.bdi
  AND d.ino = e.ino
