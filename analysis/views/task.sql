-- SPDX-License-Identifier: Apache-2.0
-- title:       Threads and their names over time: a row begins when a thread is first seen, is made, runs a program or is renamed
-- materialise: yes
-- needs:       sched.sched_switch(prev_pid, prev_comm?, next_pid, next_comm?)?
-- needs:       sched.sched_process_fork(parent_pid, child_pid, child_comm?)?
-- needs:       sched.sched_process_exec(pid, old_pid?, filename?)?
-- needs:       task.task_newtask(pid, comm, clone_flags)?
-- needs:       task.task_rename(pid, newcomm)?
-- needs:       perf.comm(pid, tid, comm, misc?)?
-- needs:       perf.fork(pid, tid, ptid)?
-- needs:       task_exit?
-- evidence:    exact if sched.sched_process_fork, sched.sched_process_exec, task.task_rename; births and names have
--              their events
-- evidence:    exact if perf.comm, perf.fork; births and names have their records
-- evidence:    stock; names as switches and the recorder's own list have them
-- source:      include/trace/events/sched.h, include/trace/events/task.h, 5.10 to 6.12; clone_flags 0x10000 is CLONE_THREAD;
--              PERF_RECORD_COMM (misc bit 13: exec) and PERF_RECORD_FORK; the names and thread groups the capture itself stores.
-- note:        sched_process_fork does not say whether the child is a thread or a process: tgid stays NULL then. A tid that is used
--              again after its thread ended has rows of both; they do not overlap in time.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      tid INTEGER  thread
-- column:      tgid INTEGER  its process; NULL when nothing says
-- column:      comm VARCHAR  its name from from_ts on; NULL when not recorded
-- column:      from_ts BIGINT  when that began; NULL: it was so when the recording began, or the capture does not say
-- column:      to_ts BIGINT  when it ended: the next row of the thread, or its exit; NULL: not before the end
-- column:      kind VARCHAR  what began: listed (by the capture itself), seen (a switch named it), fork, exec, rename
-- column:      parent_tid INTEGER  fork: thread that made it; NULL otherwise
-- column:      filename VARCHAR  exec: program that was run; NULL otherwise
WITH named AS (
  SELECT capture_id, from_ts AS ts, tid, NULLIF(tgid, 0) AS tgid, comm, 'listed' AS kind, CAST(NULL AS INTEGER) AS parent_tid, CAST(NULL AS VARCHAR) AS filename, 0 AS turn, 0 AS rec
  FROM task_name
  UNION ALL
  SELECT capture_id, ts, CAST(prev_pid AS INTEGER), NULL, CAST(prev_comm AS VARCHAR), 'seen', NULL, NULL, 2, rec FROM src."sched.sched_switch"
  UNION ALL
  SELECT capture_id, ts, CAST(next_pid AS INTEGER), NULL, CAST(next_comm AS VARCHAR), 'seen', NULL, NULL, 2, rec FROM src."sched.sched_switch"
  UNION ALL
  SELECT capture_id, ts, CAST(child_pid AS INTEGER), NULL, CAST(child_comm AS VARCHAR), 'fork', CAST(parent_pid AS INTEGER), NULL, 1, rec FROM src."sched.sched_process_fork"
  UNION ALL
  SELECT capture_id, ts, CAST(pid AS INTEGER), NULL, REGEXP_EXTRACT(CAST(filename AS VARCHAR), '[^/]{1,15}[^/]*$'), 'exec', NULL, CAST(filename AS VARCHAR), 1, rec
  FROM src."sched.sched_process_exec"
  UNION ALL
  SELECT
    capture_id, ts, CAST(pid AS INTEGER), CASE WHEN (CAST(clone_flags AS UBIGINT) & 65536) = 0 THEN CAST(pid AS INTEGER) END,
    CAST(comm AS VARCHAR), 'fork', common_pid, NULL, 1, rec
  FROM src."task.task_newtask"
  UNION ALL
  SELECT capture_id, ts, CAST(pid AS INTEGER), NULL, CAST(newcomm AS VARCHAR), 'rename', NULL, NULL, 1, rec FROM src."task.task_rename"
  UNION ALL
  SELECT
    capture_id, ts, TRY_CAST(tid AS INTEGER), TRY_CAST(pid AS INTEGER), CAST(comm AS VARCHAR),
    CASE WHEN ts IS NULL THEN 'listed' WHEN (CAST(misc AS UBIGINT) & 8192) <> 0 THEN 'exec' ELSE 'rename' END, NULL, NULL, 1, rec
  FROM src."perf.comm"
  UNION ALL
  SELECT capture_id, ts, TRY_CAST(tid AS INTEGER), TRY_CAST(pid AS INTEGER), NULL, 'fork', TRY_CAST(ptid AS INTEGER), NULL, 1, rec FROM src."perf.fork"
),
changed AS (
  SELECT *, LAG(comm) OVER thread AS comm_before, LAG(kind) OVER thread AS kind_before
  FROM named
  WHERE tid > 0
  WINDOW thread AS (PARTITION BY capture_id, tid ORDER BY ts NULLS FIRST, turn, rec, kind, comm)
),
kept AS (
  SELECT *
  FROM changed
  WHERE kind <> 'seen' AND (kind <> kind_before OR comm IS DISTINCT FROM comm_before OR kind_before IS NULL)
    OR kind = 'seen' AND comm IS DISTINCT FROM comm_before AND comm IS NOT NULL
    OR kind_before IS NULL
),
threads AS (
  SELECT DISTINCT capture_id, CAST(pid AS INTEGER) AS tid, common_pid AS parent_tid
  FROM src."task.task_newtask"
  WHERE (CAST(clone_flags AS UBIGINT) & 65536) <> 0
),
process AS (
  SELECT capture_id, tid, ANY_VALUE(tgid) AS tgid
  FROM named
  WHERE tgid IS NOT NULL
  GROUP BY capture_id, tid
  HAVING COUNT(DISTINCT tgid) = 1
),
spanned AS (
  SELECT *, LEAD(ts) OVER thread AS next_ts
  FROM kept
  WINDOW thread AS (PARTITION BY capture_id, tid ORDER BY ts NULLS FIRST, turn, rec, kind, comm)
)
SELECT
  s.capture_id,
  s.tid,
  COALESCE(s.tgid, p.tgid, o.tgid, t.parent_tid) AS tgid,
  s.comm,
  s.ts AS from_ts,
  COALESCE(s.next_ts, CASE WHEN s.ts IS NULL OR e.ts >= s.ts THEN e.ts END) AS to_ts,
  s.kind,
  s.parent_tid,
  s.filename
FROM spanned AS s
LEFT JOIN process AS p
  ON p.capture_id = s.capture_id
  AND p.tid = s.tid
LEFT JOIN threads AS t
  ON t.capture_id = s.capture_id
  AND t.tid = s.tid
LEFT JOIN process AS o
  ON o.capture_id = t.capture_id
  AND o.tid = t.parent_tid
LEFT JOIN (SELECT capture_id, tid, MAX(ts) AS ts FROM task_exit GROUP BY capture_id, tid) AS e
  ON e.capture_id = s.capture_id
  AND e.tid = s.tid
