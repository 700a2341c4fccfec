-- SPDX-License-Identifier: Apache-2.0
-- title:       Operations of the VFS and the VM in progress: calls of the functions behind the kernel's locking document
-- materialise: yes
-- needs:       probe.@operation(inode|dentry_inode|old_dentry_inode?, dir|old_dir|p1_inode?, new_dir|p2_inode?, old_inode?,
--              new_inode|new_dentry_inode?, ino|inode_ino|dir_ino|dentry_ino|old_dir_ino|old_ino?,
--              dev|inode_dev|dir_dev|old_dir_dev?, sb|inode_sb|dir_sb|old_dir_sb|p1_sb?, mapping?, folio|page?,
--              index|pgoff?, mm|vm_mm?, *)?
-- needs:       probe.@operation__return(ret?)?
-- needs:       graph.@operation?
-- needs:       function.@operation?
-- evidence:    exact if probe.@operation, probe.@operation__return; entry and return with arguments
-- evidence:    exact if graph.@operation; entry and return
-- evidence:    stock; entries without returns
-- source:      Documentation/filesystems/locking.rst v5.10 and v6.12 and the operation tables of the file systems of these versions
--              (operation.functions). Entries and returns pair from the inside out, as stacked file systems call the same function
--              again.
-- note:        A function that has a probe is taken from the probe, for its arguments, else from the function graph tracer, else
--              from the function tracer, which sees no return. The arguments are what whoever set the probe called so; the
--              columns behind them read the usual names. A kretprobe drops calls above its maxactive: such a call has no return.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      tid INTEGER  thread; NULL in an interrupt
-- column:      owner INTEGER  as in lock_event
-- column:      cpu SMALLINT  cpu of the entry
-- column:      rec BIGINT  place of the entry's record in its cpu buffer
-- column:      start_ts BIGINT  entry
-- column:      end_ts BIGINT  return; NULL when unpaired is not
-- column:      end_rec BIGINT  place of the return's record; NULL with end_ts, and for function_graph
-- column:      unpaired VARCHAR  NULL for a whole call; 'entry only': returns of the function were not recorded; 'no return': still
--              inside, or the return was missed; 'lost events': a loss of the buffer overlaps the call
-- column:      method VARCHAR  kprobe, function_graph or function: durations of different methods do not mix
-- column:      function VARCHAR  kernel function that was called
-- column:      operation VARCHAR  operations it implements, struct.member, several joined with |
-- column:      role VARCHAR  method: a file system's or library's implementation; caller: the function of the VFS or VM that calls it
-- column:      ret BIGINT  the returned register, signed; only the low 32 bits are valid of an int; NULL when not recorded
-- column:      arguments MAP(VARCHAR, UBIGINT)  integer arguments by their name in the probe; NULL when not recorded
-- column:      inode UBIGINT  address of the inode it is about: of a file, a dentry, or given; NULL when not recorded
-- column:      dir UBIGINT  address of the directory's inode, of a rename the old one
-- column:      new_dir UBIGINT  address of the directory a rename goes to
-- column:      victim UBIGINT  address of the inode that is created, removed, linked, moved or looked up in dir, as the entry
--              saw it; 0 for none yet
-- column:      new_victim UBIGINT  address of the inode a rename replaces; 0 for none
-- column:      ino UBIGINT  inode number of inode, or of dir
-- column:      dev UINTEGER  device of the file system (kernel dev_t)
-- column:      sb UBIGINT  address of the superblock
-- column:      mapping UBIGINT  address of the mapping
-- column:      folio UBIGINT  address of the folio or page
-- column:      index UBIGINT  page offset in the file [pages]
-- column:      mm UBIGINT  address of the address space
WITH event AS (
  SELECT capture_id, buffer_id, ts, rec, cpu, {{owner}} AS owner, function AS lock, CAST(NULL AS HUGEINT) AS ret, FALSE AS ends
  FROM src."probe.@operation"
  UNION ALL
  SELECT capture_id, buffer_id, ts, rec, cpu, {{owner}}, function, CAST(ret AS HUGEINT), TRUE
  FROM src."probe.@operation__return"
),
probed AS (
  SELECT capture_id, lock AS function, BOOL_OR(ends) AS returns
  FROM event
  GROUP BY capture_id, lock
),
followed AS (
  SELECT
    *,
    LAG(ends) OVER same AS ends_before,
    LEAD(ends) OVER same AS ends_after,
    LEAD(ts) OVER same AS ts_after,
    LEAD(rec) OVER same AS rec_after,
    LEAD(ret) OVER same AS ret_after
  FROM event
  WINDOW same AS (PARTITION BY capture_id, buffer_id, owner, lock ORDER BY ts, rec)
),
-- What a return follows at once is a pair; the rest are calls around others of the same function.
rest AS (
  SELECT capture_id, buffer_id, owner, lock, ts, rec, cpu, ret, ends
  FROM followed
  WHERE CASE WHEN ends THEN ends_before IS NOT FALSE ELSE ends_after IS NOT TRUE END
),
nested AS (
  {{nesting rest}}
),
pair AS (
  SELECT capture_id, buffer_id, owner, lock, ts, rec, ts_after AS ended_ts, rec_after AS ended_rec, ret_after AS ret
  FROM followed
  WHERE NOT ends
    AND ends_after
  UNION ALL
  SELECT n.capture_id, n.buffer_id, n.owner, n.lock, n.ts, n.rec, n.ended_ts, n.ended_rec, r.ret
  FROM nested AS n
  LEFT JOIN rest AS r
    ON r.capture_id = n.capture_id
    AND r.buffer_id = n.buffer_id
    AND r.owner = n.owner
    AND r.lock = n.lock
    AND r.ts = n.ended_ts
    AND r.rec = n.ended_rec
    AND r.ends
  WHERE NOT n.ends
),
call AS MATERIALIZED (
  SELECT
    c.capture_id, c.buffer_id, p.owner, c.cpu, c.rec, c.ts AS start_ts, p.ended_ts AS end_ts, p.ended_rec AS end_rec,
    'kprobe' AS method, c.function, c.operation, c.role, p.ret, c.fields AS arguments, NOT f.returns AS entry_only,
    TRY_CAST(c.inode AS UBIGINT) AS inode, TRY_CAST(c.dir AS UBIGINT) AS dir, TRY_CAST(c.new_dir AS UBIGINT) AS new_dir,
    TRY_CAST(c.old_inode AS UBIGINT) AS old_inode, TRY_CAST(c.new_inode AS UBIGINT) AS new_inode,
    TRY_CAST(c.ino AS UBIGINT) AS ino, TRY_CAST(c.dev AS UINTEGER) AS dev, TRY_CAST(c.sb AS UBIGINT) AS sb,
    TRY_CAST(c.mapping AS UBIGINT) AS mapping, TRY_CAST(c.folio AS UBIGINT) AS folio,
    TRY_CAST(c.index AS UBIGINT) AS index, TRY_CAST(c.mm AS UBIGINT) AS mm
  FROM (SELECT *, {{owner}} AS owner FROM src."probe.@operation") AS c
  JOIN pair AS p
    ON p.capture_id = c.capture_id
    AND p.buffer_id = c.buffer_id
    AND p.owner = c.owner
    AND p.lock = c.function
    AND p.ts = c.ts
    AND p.rec = c.rec
  JOIN probed AS f
    ON f.capture_id = c.capture_id
    AND f.function = c.function
  UNION ALL BY NAME
  SELECT
    g.capture_id, g.buffer_id, {{owner}} AS owner, g.cpu, g.rec, g.ts AS start_ts, g.exit_ts AS end_ts,
    'function_graph' AS method, g.function, g.operation, g.role, FALSE AS entry_only
  FROM src."graph.@operation" AS g
  ANTI JOIN probed AS p
    ON p.capture_id = g.capture_id
    AND p.function = g.function
  UNION ALL BY NAME
  SELECT
    f.capture_id, f.buffer_id, {{owner}} AS owner, f.cpu, f.rec, f.ts AS start_ts,
    'function' AS method, f.function, f.operation, f.role, TRUE AS entry_only
  FROM src."function.@operation" AS f
  ANTI JOIN probed AS p
    ON p.capture_id = f.capture_id
    AND p.function = f.function
),
span AS (
  SELECT c.capture_id, c.buffer_id, c.start_ts AS ts, COALESCE(c.end_ts, k.end_ts) AS next_ts
  FROM call AS c
  JOIN capture AS k
    ON k.capture_id = c.capture_id
),
torn AS (
  {{torn span}}
),
checked AS (
  SELECT
    c.*,
    CASE
      WHEN c.entry_only THEN 'entry only'
      WHEN t.ts IS NOT NULL THEN 'lost events'
      WHEN c.end_ts IS NULL THEN 'no return'
    END AS unpaired
  FROM call AS c
  JOIN capture AS k
    ON k.capture_id = c.capture_id
  LEFT JOIN torn AS t
    ON t.capture_id = c.capture_id
    AND t.buffer_id = c.buffer_id
    AND t.ts = c.start_ts
    AND t.next_ts = COALESCE(c.end_ts, k.end_ts)
)
SELECT
  capture_id,
  buffer_id,
  {{owner_tid owner}} AS tid,
  owner,
  cpu,
  rec,
  start_ts,
  CASE WHEN unpaired IS NULL THEN end_ts END AS end_ts,
  CASE WHEN unpaired IS NULL THEN end_rec END AS end_rec,
  unpaired,
  method,
  function,
  operation,
  role,
  CASE
    WHEN unpaired IS NULL THEN CAST(CASE WHEN ret > 9223372036854775807 THEN ret - 18446744073709551616 ELSE ret END AS BIGINT)
  END AS ret,
  arguments,
  inode,
  dir,
  new_dir,
  COALESCE(old_inode, CASE WHEN dir IS NOT NULL THEN inode END) AS victim,
  new_inode AS new_victim,
  ino,
  dev,
  sb,
  mapping,
  folio,
  index,
  mm
FROM checked
