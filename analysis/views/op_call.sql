-- SPDX-License-Identifier: Apache-2.0
-- title:       Operations of the VFS and the VM in progress: calls of the functions behind the kernel's locking document
-- materialise: yes
-- needs:       probe.@operation(*)?
-- needs:       probe.@operation__return(ret?)?
-- needs:       graph.@operation?
-- needs:       function.@operation?
-- needs:       loss_gap
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
-- column:      arguments MAP(VARCHAR,UBIGINT)  integer arguments by their name in the probe; NULL when not recorded
-- column:      inode UBIGINT  address of the inode it is about: of a file, a dentry, or given; NULL when not recorded
-- column:      dir UBIGINT  address of the directory's inode, of a rename the old one
-- column:      new_dir UBIGINT  address of the directory a rename goes to
-- column:      victim UBIGINT  address of the inode that is created, removed, moved or looked up, as the entry saw it; 0 for none
-- column:      new_victim UBIGINT  address of the inode a rename replaces; 0 for none
-- column:      ino UBIGINT  inode number of inode, or of dir
-- column:      dev UINTEGER  device of the file system (kernel dev_t)
-- column:      sb UBIGINT  address of the superblock
-- column:      mapping UBIGINT  address of the mapping
-- column:      folio UBIGINT  address of the folio or page
-- column:      index UBIGINT  page offset in the file [pages]
-- column:      mm UBIGINT  address of the address space
WITH event AS (
  SELECT
    capture_id, buffer_id, ts, rec, cpu, {{owner}} AS owner, function AS lock, operation, role, fields AS arguments,
    CAST(NULL AS HUGEINT) AS ret, FALSE AS ends
  FROM src."probe.@operation"
  UNION ALL
  SELECT
    capture_id, buffer_id, ts, rec, cpu, {{owner}}, function, operation, role, NULL,
    CAST(ret AS HUGEINT), TRUE
  FROM src."probe.@operation__return"
),
probed AS (
  SELECT capture_id, lock AS function, BOOL_OR(ends) AS returns
  FROM event
  GROUP BY capture_id, lock
),
returned AS (
  SELECT capture_id, buffer_id, owner, lock, ts, rec, ret
  FROM event
  WHERE ends
),
nested AS (
  {{nesting event}}
),
call AS (
  SELECT
    c.capture_id, c.buffer_id, c.owner, c.cpu, c.rec, c.ts AS start_ts, c.ended_ts AS end_ts, c.ended_rec AS end_rec,
    'kprobe' AS method, c.lock AS function, c.operation, c.role, r.ret, c.arguments, NOT p.returns AS entry_only
  FROM nested AS c
  JOIN probed AS p
    ON p.capture_id = c.capture_id
    AND p.function = c.lock
  LEFT JOIN returned AS r
    ON r.capture_id = c.capture_id
    AND r.buffer_id = c.buffer_id
    AND r.owner = c.owner
    AND r.lock = c.lock
    AND r.ts = c.ended_ts
    AND r.rec = c.ended_rec
  WHERE NOT c.ends
  UNION ALL
  SELECT
    g.capture_id, g.buffer_id, {{owner}}, g.cpu, g.rec, g.ts, g.exit_ts, NULL,
    'function_graph', g.function, g.operation, g.role, NULL, NULL, FALSE
  FROM src."graph.@operation" AS g
  ANTI JOIN probed AS p
    ON p.capture_id = g.capture_id
    AND p.function = g.function
  UNION ALL
  SELECT
    f.capture_id, f.buffer_id, {{owner}}, f.cpu, f.rec, f.ts, NULL, NULL,
    'function', f.function, f.operation, f.role, NULL, NULL, TRUE
  FROM src."function.@operation" AS f
  ANTI JOIN probed AS p
    ON p.capture_id = f.capture_id
    AND p.function = f.function
),
checked AS (
  SELECT
    c.*,
    CASE
      WHEN c.entry_only THEN 'entry only'
      WHEN g.to_ts >= c.start_ts THEN 'lost events'
      WHEN c.end_ts IS NULL THEN 'no return'
    END AS unpaired
  FROM call AS c
  JOIN capture AS k
    ON k.capture_id = c.capture_id
  ASOF LEFT JOIN loss_gap AS g
    ON g.capture_id = c.capture_id
    AND g.buffer_id = c.buffer_id
    AND g.from_ts <= COALESCE(c.end_ts, k.end_ts)
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
  COALESCE(arguments['inode'], arguments['dentry_inode'], arguments['old_dentry_inode']) AS inode,
  COALESCE(arguments['dir'], arguments['old_dir'], arguments['p1_inode']) AS dir,
  COALESCE(arguments['new_dir'], arguments['p2_inode']) AS new_dir,
  COALESCE(arguments['dentry_inode'], arguments['old_inode'], arguments['old_dentry_inode']) AS victim,
  COALESCE(arguments['new_inode'], arguments['new_dentry_inode']) AS new_victim,
  COALESCE(
    arguments['ino'], arguments['inode_ino'], arguments['dir_ino'], arguments['dentry_ino'], arguments['old_dir_ino'],
    arguments['old_ino']
  ) AS ino,
  CAST(COALESCE(arguments['dev'], arguments['inode_dev'], arguments['dir_dev'], arguments['old_dir_dev']) AS UINTEGER) AS dev,
  COALESCE(arguments['sb'], arguments['inode_sb'], arguments['dir_sb'], arguments['old_dir_sb'], arguments['p1_sb']) AS sb,
  arguments['mapping'] AS mapping,
  COALESCE(arguments['folio'], arguments['page']) AS folio,
  COALESCE(arguments['index'], arguments['pgoff']) AS index,
  COALESCE(arguments['mm'], arguments['vm_mm']) AS mm
FROM checked
