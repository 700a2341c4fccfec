-- SPDX-License-Identifier: Apache-2.0
-- title:       Works of the flusher threads: asked for, begun, done
-- materialise: yes
-- each:        step = queue, exec, start, written
-- needs:       writeback.writeback_start(name, nr_pages, sb_dev, sync_mode, for_kupdate, range_cyclic, for_background, reason, cgroup_ino?)
-- needs:       writeback.writeback_written(name, nr_pages, sb_dev, sync_mode, for_kupdate, range_cyclic, for_background, reason, cgroup_ino?)?
-- needs:       writeback.writeback_queue(name, nr_pages, sb_dev, sync_mode, for_kupdate, range_cyclic, for_background, reason, cgroup_ino?)?
-- needs:       writeback.writeback_exec(name, nr_pages, sb_dev, sync_mode, for_kupdate, range_cyclic, for_background, reason, cgroup_ino?)?
-- needs:       writeback.writeback_queue_io(name, moved)?
-- needs:       writeback.writeback_pages_written(pages)?
-- needs:       writeback_reason?
-- evidence:    exact if writeback.writeback_start, writeback.writeback_written, writeback.writeback_queue,
--              writeback.writeback_exec; asked for, begun and done are events
-- evidence:    stock; some of the events of a work were not recorded
-- note:        A work is done in rounds, each a start and a written of one worker; nr_pages goes down by what was written. Works that
--              somebody asked for are queued and taken (exec); background and periodic works just start. A work that was asked for and
--              not begun in the capture has no start_ts.
-- source:      fs/fs-writeback.c wb_writeback, wb_do_writeback, 5.10 to 7.2: stock tracepoints, exact.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      start_ts BIGINT  begin of its first round; NULL when it was only queued
-- column:      end_ts BIGINT  end of its last round seen; NULL when no round ended
-- column:      cpu SMALLINT  cpu of the first event
-- column:      tid INTEGER  worker; NULL when it was only queued
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      rec BIGINT  place of its first record in its cpu buffer
-- column:      queued_ts BIGINT  when it was asked for; NULL when it was not, or before the capture
-- column:      queued_tid INTEGER  who asked; NULL with queued_ts
-- column:      exec_ts BIGINT  when a worker took it from the queue; NULL when it was not queued
-- column:      bdi VARCHAR  backing device
-- column:      dev UINTEGER  device of the one file system it is for; NULL when it is for all on the bdi
-- column:      reason INTEGER  enum wb_reason of the kernel that ran
-- column:      reason_name VARCHAR  its name; NULL when the capture does not name it
-- column:      sync BOOLEAN  WB_SYNC_ALL: waits for what it writes
-- column:      for_kupdate BOOLEAN  only what has been dirty for long
-- column:      for_background BOOLEAN  until below the background threshold
-- column:      range_cyclic BOOLEAN  goes on where the last work stopped
-- column:      cgroup_ino UBIGINT  cgroup whose writeback it is; NULL where the events have none
-- column:      nr_pages BIGINT  pages it was asked to write at most
-- column:      written BIGINT  pages it wrote; NULL when no round ended
-- column:      rounds BIGINT  rounds begun
-- column:      inodes BIGINT  inodes moved to its list (writeback_queue_io); NULL when that is not recorded
-- column:      unfinished BOOLEAN  the last round seen has no end
WITH work AS (
  {{each step: SELECT '{step}' AS step, capture_id, ts, cpu, common_pid AS tid, buffer_id, rec, CAST(name AS VARCHAR) AS bdi, CAST(nr_pages AS BIGINT) AS nr_pages, CAST(sb_dev AS UINTEGER) AS sb_dev, CAST(sync_mode AS INTEGER) AS sync_mode, CAST(for_kupdate AS INTEGER) AS for_kupdate, CAST(range_cyclic AS INTEGER) AS range_cyclic, CAST(for_background AS INTEGER) AS for_background, CAST(reason AS INTEGER) AS reason, CAST(cgroup_ino AS UBIGINT) AS cgroup_ino, CAST(NULL AS BIGINT) AS moved FROM src."writeback.writeback_{step}"}}
),
event AS (
  SELECT *, {'bdi': bdi, 'sb_dev': sb_dev, 'sync_mode': sync_mode, 'for_kupdate': for_kupdate, 'range_cyclic': range_cyclic, 'for_background': for_background, 'reason': reason, 'cgroup_ino': cgroup_ino} AS key FROM work
  UNION ALL BY NAME
  SELECT 'inodes' AS step, capture_id, ts, cpu, common_pid AS tid, buffer_id, rec, CAST(moved AS BIGINT) AS moved
  FROM src."writeback.writeback_queue_io"
  UNION ALL BY NAME
  SELECT 'all done' AS step, capture_id, ts, cpu, common_pid AS tid, buffer_id, rec
  FROM src."writeback.writeback_pages_written"
),
followed AS (
  SELECT
    *,
    LAG(step) OVER worker AS last_step,
    LAG(key) OVER worker AS last_key,
    LAG(nr_pages) OVER worker AS last_pages
  FROM event
  WHERE step NOT IN ('queue', 'inodes')
  WINDOW worker AS (PARTITION BY capture_id, buffer_id, tid ORDER BY ts, rec)
),
begun AS (
  SELECT
    capture_id, buffer_id, tid, ts, rec,
    step = 'exec'
      OR step = 'all done'
      OR (
        step = 'start'
        AND (last_step IS NULL
          OR last_step = 'all done'
          OR (last_step = 'written' AND (last_key IS DISTINCT FROM key OR last_pages <> nr_pages)))
      ) AS begins
  FROM followed
),
numbered AS (
  SELECT
    e.*,
    SUM(CASE WHEN b.begins THEN 1 ELSE 0 END) OVER (PARTITION BY e.capture_id, e.buffer_id, e.tid ORDER BY e.ts, e.rec) AS number
  FROM event AS e
  LEFT JOIN begun AS b
    ON b.capture_id = e.capture_id
    AND b.buffer_id = e.buffer_id
    AND b.tid = e.tid
    AND b.ts = e.ts
    AND b.rec = e.rec
  WHERE e.step <> 'queue'
),
done AS (
  SELECT
    capture_id, buffer_id, tid, number,
    ARG_MIN(cpu, ts) AS cpu,
    ARG_MIN(rec, ts) AS rec,
    MIN(ts) FILTER (step = 'exec') AS exec_ts,
    MIN(ts) FILTER (step = 'start') AS start_ts,
    MAX(ts) FILTER (step = 'written') AS end_ts,
    ARG_MIN(key, ts) FILTER (step IN ('exec', 'start')) AS key,
    ARG_MIN(nr_pages, ts) FILTER (step IN ('exec', 'start')) AS nr_pages,
    ARG_MIN(nr_pages, ts) FILTER (step = 'start') AS first_pages,
    ARG_MAX(nr_pages, ts) FILTER (step = 'written') AS last_pages,
    COUNT(*) FILTER (step = 'start') AS rounds,
    COUNT(*) FILTER (step = 'written') AS ended,
    CAST(SUM(moved) AS BIGINT) AS inodes
  FROM numbered
  GROUP BY capture_id, buffer_id, tid, number
  HAVING COUNT(*) FILTER (step IN ('exec', 'start')) > 0
),
asked AS (
  SELECT * FROM event WHERE step = 'queue'
),
taken AS (
  SELECT d.*, q.ts AS queued_ts, q.tid AS queued_tid, q.cpu AS queued_cpu, q.rec AS queued_rec
  FROM done AS d
  ASOF LEFT JOIN asked AS q
    ON q.capture_id = d.capture_id
    AND q.buffer_id = d.buffer_id
    AND q.key = d.key
    AND q.nr_pages = d.nr_pages
    AND q.ts <= d.exec_ts
),
waiting AS (
  SELECT q.*
  FROM asked AS q
  ANTI JOIN taken AS t
    ON t.capture_id = q.capture_id
    AND t.queued_ts = q.ts
    AND t.queued_rec = q.rec
    AND t.queued_cpu = q.cpu
),
every AS (
  SELECT
    capture_id, start_ts, end_ts, cpu, tid, buffer_id, rec, queued_ts, queued_tid, exec_ts, key, nr_pages,
    first_pages - last_pages AS written, rounds, inodes, rounds > ended AS unfinished
  FROM taken
  UNION ALL
  SELECT capture_id, NULL, NULL, cpu, NULL, buffer_id, rec, ts, tid, NULL, key, nr_pages, NULL, 0, NULL, FALSE
  FROM waiting
)
SELECT
  e.capture_id,
  e.start_ts,
  e.end_ts,
  e.cpu,
  e.tid,
  e.buffer_id,
  e.rec,
  e.queued_ts,
  e.queued_tid,
  e.exec_ts,
  e.key.bdi AS bdi,
  CASE WHEN e.key.sb_dev <> 0 THEN e.key.sb_dev END AS dev,
  e.key.reason AS reason,
  r.name AS reason_name,
  e.key.sync_mode = 1 AS sync,
  e.key.for_kupdate <> 0 AS for_kupdate,
  e.key.for_background <> 0 AS for_background,
  e.key.range_cyclic <> 0 AS range_cyclic,
  e.key.cgroup_ino AS cgroup_ino,
  e.nr_pages,
  e.written,
  e.rounds,
  e.inodes,
  e.unfinished
FROM every AS e
LEFT JOIN writeback_reason AS r
  ON r.capture_id = e.capture_id
  AND r.reason = e.key.reason
