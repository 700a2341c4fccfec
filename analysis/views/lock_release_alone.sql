-- SPDX-License-Identifier: Apache-2.0
-- title:       Releases of locks that nobody was seen to take, and whether they prove a mistake
-- materialise: yes
-- needs:       lock_hold
-- needs:       syscalls.sys_enter_*(*)?
-- needs:       raw_syscalls.sys_enter()?
-- needs:       exceptions.page_fault_user()?
-- needs:       sched.sched_process_fork(child_pid)?
-- evidence:    exact; lockdep's own events
-- source:      kernel/locking/lockdep.c print_unlock_imbalance_bug and lockdep_sys_exit (no lock is held in user mode; freeze
--              protection, whose lockdep half is dropped at the end of freeze_super, included), 5.10 to 6.12.
--              Class set while held: fs/xfs/xfs_iops.c xfs_setup_inode names the ilock of an inode that xfs_iget or
--              xfs_init_new_inode has locked, 5.10 to 6.12: the acquisition has the name of before, which a filter by name may
--              leave out. Tracer's own: kernel/events/core.c (ctx->lock, cpuctx_lock) and kernel/trace (trace_types_lock,
--              event_mutex) are held where recording is switched on.
-- note:        Losses are left out: a release whose acquisition may be lost is no row. A thread that was inside the kernel when
--              recording began releases what it took before; that it cannot have been is proven where it was seen to enter the
--              kernel since, to be made, or where the lock was since held exclusively and let go.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      buffer_id UTINYINT  ring buffer (table buffer)
-- column:      ts BIGINT  when it was released
-- column:      cpu SMALLINT  cpu
-- column:      tid INTEGER  thread; NULL for an interrupt
-- column:      owner INTEGER  as in lock_event
-- column:      rec BIGINT  place of the record in its cpu buffer
-- column:      lock_class VARCHAR  as in lock_event
-- column:      lock UBIGINT  as in lock_event
-- column:      verdict VARCHAR  unbalanced: proven; explained: no mistake; possible: taken before the capture began, as far as it tells
-- column:      why VARCHAR  what proves or explains it; NULL for possible
WITH alone AS (
  SELECT capture_id, buffer_id, released_ts AS ts, cpu, tid, owner, rec, lock_class, lock
  FROM lock_hold
  WHERE unpaired = 'no acquisition'
),
entered AS (
  SELECT capture_id, tid, MIN(ts) AS ts, ARG_MIN(why, ts) AS why
  FROM (
    SELECT capture_id, common_pid AS tid, ts, 'the thread made a system call since the capture began' AS why
    FROM src."syscalls.sys_enter_*"
    UNION ALL
    SELECT capture_id, common_pid, ts, 'the thread made a system call since the capture began'
    FROM src."raw_syscalls.sys_enter"
    UNION ALL
    SELECT capture_id, common_pid, ts, 'the thread was in user mode since the capture began'
    FROM src."exceptions.page_fault_user"
    UNION ALL
    SELECT capture_id, child_pid, ts, 'the thread was made since the capture began'
    FROM src."sched.sched_process_fork"
  )
  GROUP BY capture_id, tid
),
exclusive AS (
  SELECT h.capture_id, h.buffer_id, h.lock, MIN(h.released_ts) AS ts
  FROM lock_hold AS h
  SEMI JOIN alone AS a
    ON a.capture_id = h.capture_id
    AND a.buffer_id = h.buffer_id
    AND a.lock = h.lock
  WHERE h.acquired_by IN ('lock_acquired', 'trylock')
    AND h.released_ts IS NOT NULL
    AND NOT h.shared
  GROUP BY h.capture_id, h.buffer_id, h.lock
),
judged AS (
  SELECT
    a.*,
    CASE
      WHEN a.lock_class IN ('&xfs_dir_ilock_class', '&xfs_nondir_ilock_class') THEN 'its class was set while it was held'
      WHEN a.lock_class IN ('&ctx->lock', '&cpuctx_lock', '&cpuctx.ctx.lock', 'trace_types_lock', 'event_mutex')
        THEN 'held where the recording was switched on'
    END AS explained,
    CASE
      WHEN x.ts < a.ts THEN 'since the capture began the lock was held exclusively and let go'
      WHEN e.why IS NOT NULL THEN e.why
      WHEN r.capture_id IS NOT NULL THEN 'lockdep said so in the kernel log beside the capture'
    END AS proof
  FROM alone AS a
  LEFT JOIN entered AS e
    ON e.capture_id = a.capture_id
    AND e.tid = a.tid
    AND e.tid > 0
    AND e.ts < a.ts
  LEFT JOIN (
    SELECT DISTINCT capture_id, tid, lock_class
    FROM lockdep_report
    WHERE action = 'release'
  ) AS r
    ON r.capture_id = a.capture_id
    AND r.tid = a.tid
    AND r.lock_class = a.lock_class
  LEFT JOIN exclusive AS x
    ON x.capture_id = a.capture_id
    AND x.buffer_id = a.buffer_id
    AND x.lock = a.lock
)
SELECT
  * EXCLUDE (explained, proof),
  CASE WHEN explained IS NOT NULL THEN 'explained' WHEN proof IS NOT NULL THEN 'unbalanced' ELSE 'possible' END AS verdict,
  COALESCE(explained, proof) AS why
FROM judged
