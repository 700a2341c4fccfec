-- SPDX-License-Identifier: Apache-2.0
-- title:       What lockdep saw threads and interrupts do with locks, event by event
-- needs:       lock.lock_acquire(flags, name, lockdep_addr)?
-- needs:       lock.lock_release(name, lockdep_addr)?
-- needs:       lock.lock_contended(name, lockdep_addr)?
-- needs:       lock.lock_acquired(name, lockdep_addr)?
-- evidence:    exact; lockdep's own events
-- source:      include/trace/events/lock.h, kernel/locking/lockdep.c lock_acquire (flags: 1 trylock, 2 read), 5.10 to
--              6.12; include/linux/trace_events.h enum trace_flag_type (8 hard interrupt, 16 soft interrupt, 64 NMI).
--              Exact, on kernels with CONFIG_PROVE_LOCKING or CONFIG_LOCK_STAT; a recording filter on name
--              leaves classes out.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      ts BIGINT  when, on the trace clock
-- column:      cpu SMALLINT  cpu
-- column:      tid INTEGER  thread; in an interrupt the one that was interrupted, which did not do this
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      rec BIGINT  place of the record in its cpu buffer: a tie-break where ts is equal
-- column:      kind VARCHAR  acquire (before waiting; for a trylock after success), contended, acquired (after waiting;
--              CONFIG_LOCK_STAT only), release
-- column:      lock_class VARCHAR  lockdep's name of the class, without subclass and version
-- column:      lock UBIGINT  address of the instance's lockdep map
-- column:      shared BOOLEAN  acquire: taken for reading; NULL for other kinds
-- column:      trylock BOOLEAN  acquire: without waiting; NULL for other kinds
-- column:      in_interrupt BOOLEAN  recorded in hard or soft interrupt context: not the doing of thread tid
-- column:      irqs_off BOOLEAN  hard interrupts were off there; NULL where the machine does not tell
-- column:      softirqs_off BOOLEAN  so were soft interrupts, by local_bh_disable; NULL: kernels before 5.18 do not tell
-- column:      owner INTEGER  who did it, to join and partition by: tid for a thread; for an interrupt and for the idle threads,
--              which are all called 0, a number of their cpu that is never a tid: -(128 * cpu + context bits)
WITH raw AS (
  SELECT capture_id, ts, cpu, common_pid, common_flags, buffer_id, rec, 'acquire' AS kind, name, lockdep_addr, flags
  FROM src."lock.lock_acquire"
  UNION ALL
  SELECT capture_id, ts, cpu, common_pid, common_flags, buffer_id, rec, 'contended', name, lockdep_addr, NULL
  FROM src."lock.lock_contended"
  UNION ALL
  SELECT capture_id, ts, cpu, common_pid, common_flags, buffer_id, rec, 'acquired', name, lockdep_addr, NULL
  FROM src."lock.lock_acquired"
  UNION ALL
  SELECT capture_id, ts, cpu, common_pid, common_flags, buffer_id, rec, 'release', name, lockdep_addr, NULL
  FROM src."lock.lock_release"
)
SELECT
  capture_id,
  ts,
  cpu,
  common_pid AS tid,
  buffer_id,
  rec,
  kind,
  CAST(name AS VARCHAR) AS lock_class,
  CAST(lockdep_addr AS UBIGINT) AS lock,
  (CAST(flags AS UINTEGER) & 2) <> 0 AS shared,
  (CAST(flags AS UINTEGER) & 1) <> 0 AS trylock,
  (common_flags & 24) <> 0 AS in_interrupt,
  CASE WHEN (common_flags & 2) = 0 THEN (common_flags & 1) <> 0 END AS irqs_off,
  (common_flags & 128) <> 0 AS softirqs_off,
  {{owner}} AS owner
FROM raw
