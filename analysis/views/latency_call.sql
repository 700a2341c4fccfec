-- SPDX-License-Identifier: Apache-2.0
-- title:       Latencies of stores that reached page_mkwrite: four intervals that are never mixed, one row each
-- materialise: yes
-- needs:       mkwrite
-- needs:       fault_call?
-- needs:       fault?
-- needs:       page_fault?
-- evidence:    exact if mkwrite, fault_call, page_fault; the ends of every interval were recorded
-- evidence:    stock; some of the four intervals lack an end that was recorded: column metric says which there are
-- source:      mm/memory.c handle_mm_fault, do_page_mkwrite, include/linux/mm_types.h enum vm_fault_reason, 5.10 to 6.12.
-- note:        a call without an end is censored: it lasted at least until last_ts. That is the capture's end where its thread was still
--              inside then, and the entry itself where the thread is seen at another such call later: its return was lost.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      metric VARCHAR  L_fs: the file system's page_mkwrite (the VM's or an inner function, as function says, where that was
--              not recorded); L_fault: handle_mm_fault, each call; L_store: the exception to the return of the last handle_mm_fault
--              it made (the way back to user mode is not recorded); L_logical: the first exception to the last return of all tries
-- column:      call BIGINT  number of the row in the order of metric, start and thread, from 1
-- column:      method VARCHAR  kprobe or function_graph; durations of different methods do not mix
-- column:      function VARCHAR  function that was timed
-- column:      tid INTEGER  thread
-- column:      cpu SMALLINT  cpu of the begin
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      rec BIGINT  place of its first record in its cpu buffer
-- column:      start_ts BIGINT  begin
-- column:      end_ts BIGINT  end; NULL when unpaired is not
-- column:      last_ts BIGINT  end_ts, or when it was last seen to be going on
-- column:      unpaired VARCHAR  as in mkwrite and fault_call
-- column:      outcome VARCHAR  done; retry; nopage; sigbus; oom; error (other failures); open: unpaired; unknown: result not recorded
-- column:      kind VARCHAR  as in fault: not present or write protect; NULL when not known
-- column:      attempts INTEGER  tries of L_logical; NULL for others
-- column:      dev UINTEGER  device of the file system (kernel dev_t); NULL when not recorded
-- column:      ino UBIGINT  inode number; NULL when not recorded
-- column:      index UBIGINT  page offset in the file [pages]; NULL when not recorded
-- column:      address UBIGINT  faulting address; NULL when not recorded
-- column:      result_names VARCHAR  VM_FAULT_* names; NULL when not recorded
WITH levelled AS (
  SELECT m.*, b.best
  FROM mkwrite AS m
  JOIN (
    SELECT capture_id, MIN(CASE level WHEN 'fs' THEN 1 WHEN 'vm' THEN 2 ELSE 3 END) AS best
    FROM mkwrite
    GROUP BY capture_id
  ) AS b
    ON b.capture_id = m.capture_id
),
entered AS (
  SELECT capture_id, buffer_id, tid, start_ts AS ts, kind, end_ts, unpaired
  FROM fault
),
fs AS (
  SELECT
    m.capture_id, 'L_fs' AS metric, m.method, m.function, m.tid, m.cpu, m.buffer_id, m.rec, m.start_ts, m.end_ts, m.unpaired, m.address,
    m.dev, m.ino, m.index, m.ret, m.ret_names AS result_names,
    CASE WHEN e.end_ts >= m.start_ts OR e.unpaired = 'no return' THEN e.kind END AS kind,
    CAST(NULL AS INTEGER) AS attempts
  FROM levelled AS m
  ASOF LEFT JOIN entered AS e
    ON e.capture_id = m.capture_id
    AND e.buffer_id = m.buffer_id
    AND e.tid = m.tid
    AND e.ts <= m.start_ts
  WHERE m.best = CASE m.level WHEN 'fs' THEN 1 WHEN 'vm' THEN 2 ELSE 3 END
),
reached AS (
  SELECT
    f.capture_id, f.buffer_id, f.tid, f.rec, f.start_ts,
    m.dev AS fs_dev, m.ino AS fs_ino, m.index AS fs_index
  FROM fault_call AS f
  ASOF JOIN fs AS m
    ON m.capture_id = f.capture_id
    AND m.tid = f.tid
    AND m.start_ts >= f.start_ts
  WHERE m.start_ts <= COALESCE(f.end_ts, CASE WHEN f.unpaired = 'no return' THEN m.start_ts END)
),
faulted AS (
  SELECT
    f.capture_id, 'L_fault' AS metric, f.method, 'handle_mm_fault' AS function, f.tid, f.cpu, f.buffer_id, f.rec, f.start_ts,
    f.end_ts, f.unpaired, f.address, COALESCE(r.fs_dev, f.dev) AS dev, COALESCE(r.fs_ino, f.ino) AS ino, r.fs_index AS index,
    f.result AS ret, f.result_names, e.kind
  FROM fault_call AS f
  JOIN reached AS r
    ON r.capture_id = f.capture_id
    AND r.buffer_id = f.buffer_id
    AND r.tid = f.tid
    AND r.start_ts = f.start_ts
    AND r.rec = f.rec
  ASOF LEFT JOIN entered AS e
    ON e.capture_id = f.capture_id
    AND e.buffer_id = f.buffer_id
    AND e.tid = f.tid
    AND e.ts <= f.start_ts
),
exception AS (
  SELECT capture_id, buffer_id, tid, ts, cpu, rec, address
  FROM page_fault
  WHERE in_interrupt IS NOT TRUE
),
raised AS (
  SELECT
    f.*, e.ts AS exception_ts, e.cpu AS exception_cpu, e.rec AS exception_rec
  FROM (
    SELECT *, LAG(start_ts) OVER (PARTITION BY capture_id, buffer_id, tid ORDER BY start_ts, rec) AS before_ts
    FROM fault_call
  ) AS f
  ASOF JOIN exception AS e
    ON e.capture_id = f.capture_id
    AND e.buffer_id = f.buffer_id
    AND e.tid = f.tid
    AND e.ts <= f.start_ts
  WHERE (f.address IS NULL OR e.address IS NULL OR (f.address >> 12) = (e.address >> 12))
    AND (f.before_ts IS NULL OR e.ts > f.before_ts OR f.retried)
),
stored AS (
  SELECT
    r.capture_id, 'L_store' AS metric, ANY_VALUE(r.method) AS method, 'exception' AS function, r.tid,
    ANY_VALUE(r.exception_cpu) AS cpu, r.buffer_id, r.exception_rec AS rec, r.exception_ts AS start_ts,
    ARG_MAX(r.end_ts, r.start_ts) AS end_ts,
    ARG_MAX(r.unpaired, r.start_ts) AS unpaired,
    MIN(r.address) AS address, MAX(f.dev) AS dev, MAX(f.ino) AS ino, MAX(f.index) AS index,
    ARG_MAX(r.result, r.start_ts) AS ret,
    ARG_MAX(r.result_names, r.start_ts) AS result_names,
    ANY_VALUE(f.kind) AS kind,
    MAX(r.start_ts) AS newest_ts
  FROM raised AS r
  LEFT JOIN faulted AS f
    ON f.capture_id = r.capture_id
    AND f.buffer_id = r.buffer_id
    AND f.tid = r.tid
    AND f.start_ts = r.start_ts
    AND f.rec = r.rec
  GROUP BY r.capture_id, r.buffer_id, r.tid, r.exception_ts, r.exception_rec
  HAVING COUNT(f.rec) > 0
),
logical AS (
  SELECT
    f.capture_id, 'L_logical' AS metric, f.method, 'store' AS function, f.tid, f.cpu, f.buffer_id, f.rec, f.start_ts, f.end_ts,
    f.unpaired, f.address, COALESCE(m.dev, f.dev) AS dev, COALESCE(m.ino, f.ino) AS ino, COALESCE(m.index, f.index) AS index,
    f.result AS ret, f.result_names, f.kind, f.attempts
  FROM fault AS f
  ASOF JOIN fs AS m
    ON m.capture_id = f.capture_id
    AND m.tid = f.tid
    AND m.start_ts >= f.start_ts
  WHERE f.method <> 'exception'
    AND m.start_ts <= COALESCE(f.end_ts, CASE WHEN f.unpaired = 'no return' THEN m.start_ts END)
),
every AS (
  SELECT * FROM fs
  UNION ALL BY NAME
  SELECT * FROM faulted
  UNION ALL BY NAME
  SELECT * EXCLUDE (newest_ts) FROM stored
  UNION ALL BY NAME
  SELECT * FROM logical
),
followed AS (
  SELECT
    e.*,
    LEAD(e.start_ts) OVER (PARTITION BY e.capture_id, e.metric, e.function, e.buffer_id, e.tid ORDER BY e.start_ts, e.rec) AS next_ts,
    c.end_ts AS capture_end_ts
  FROM every AS e
  JOIN store.main.capture AS c ON c.capture_id = e.capture_id
)
SELECT
  capture_id,
  metric,
  ROW_NUMBER() OVER (PARTITION BY capture_id ORDER BY metric, start_ts, tid, function, rec) AS call,
  method,
  function,
  tid,
  cpu,
  buffer_id,
  rec,
  start_ts,
  CASE WHEN unpaired IS NULL THEN end_ts END AS end_ts,
  CASE
    WHEN unpaired IS NULL THEN end_ts
    WHEN next_ts IS NULL AND unpaired = 'no return' THEN GREATEST(capture_end_ts, start_ts)
    ELSE start_ts
  END AS last_ts,
  unpaired,
  CASE
    WHEN unpaired IS NOT NULL THEN 'open'
    WHEN ret IS NULL THEN 'unknown'
    WHEN function = 'block_page_mkwrite' THEN CASE WHEN ret = 0 THEN 'done' ELSE 'error' END
    WHEN (ret & 1) <> 0 THEN 'oom'
    WHEN (ret & 2) <> 0 THEN 'sigbus'
    WHEN (ret & 2160) <> 0 THEN 'error'
    WHEN (ret & 1024) <> 0 THEN 'retry'
    WHEN (ret & 256) <> 0 THEN 'nopage'
    ELSE 'done'
  END AS outcome,
  kind,
  attempts,
  dev,
  ino,
  index,
  address,
  result_names
FROM followed
