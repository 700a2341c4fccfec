-- SPDX-License-Identifier: Apache-2.0
-- title:       Files opened by name: the name, the descriptor, and which file it was, where a later call on the descriptor shows it
-- each:        function = do_dentry_open, vfs_open, ext4_file_open, xfs_file_open, btrfs_file_open, f2fs_file_open, generic_file_open
-- needs:       syscall?
-- needs:       syscalls.sys_enter_open(__filename_val)?
-- needs:       syscalls.sys_enter_openat(__filename_val)?
-- needs:       syscalls.sys_enter_openat2(__filename_val)?
-- needs:       syscalls.sys_enter_creat(__pathname_val)?
-- needs:       probe.getname_flags|getname|vfs_getname(pathname|filename|name?)?
-- needs:       probe.do_sys_openat2|do_sys_open(pathname|filename|name?)?
-- needs:       probe.do_sys_openat2__return|do_sys_open__return(ret?)?
-- needs:       probe.{function}(ino, dev)?
-- needs:       file_sync?
-- needs:       vma?
-- needs:       task?
-- needs:       loss_gap
-- evidence:    exact if syscalls.sys_enter_openat; the call, the name it copied from user space, and its descriptor
-- evidence:    exact if probe.getname_flags, syscall; the call, and the name in a probe inside it
-- evidence:    exact if probe.do_sys_openat2, probe.do_sys_openat2__return; entry with the name, return with the descriptor
-- evidence:    stock; names without the calls they belong to, or without the descriptors
-- source:      fs/open.c do_sys_open (5.10) and do_sys_openat2, fs/namei.c getname_flags, 5.10 to 6.12; kernel/trace/trace_syscalls.c,
--              6.19: the string behind a pointer follows in __filename_val, cut when it is long. perf trace's own probe is
--              vfs_getname in getname_flags.
-- note:        Before 6.19 the event of the call has the name's address only: without one of the probes the view is absent. A name
--              is what the process said: a symbolic link, or the path of another mount namespace, is not resolved. Which file it
--              was is told by the open itself (a probe on the file system's open that reads the inode), or by the next call on the
--              descriptor that shows one: fsync with the file system's event, mmap with faults in the mapping. Between the two no
--              call of the process may have closed, duplicated or reused the descriptor, and no event be lost; without close among
--              the recorded calls nothing is told.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      tid INTEGER  thread that made the call
-- column:      process INTEGER  tgid where it is known (view task), else tid
-- column:      cpu SMALLINT  cpu of the entry
-- column:      rec BIGINT  place of the entry record in its cpu buffer
-- column:      start_ts BIGINT  entry
-- column:      end_ts BIGINT  return; NULL when that was not recorded
-- column:      name VARCHAR  as the process gave it; NULL when only its address was recorded
-- column:      path VARCHAR  name where it is absolute; NULL for a relative one: the directory it starts from is not recorded
-- column:      fd INTEGER  descriptor; NULL when the call failed, or its return was not recorded
-- column:      dev UINTEGER  device of the file (kernel dev_t); NULL when nothing shows it
-- column:      ino UBIGINT  inode number; NULL with dev
-- column:      shown_by VARCHAR  what shows it: open, fsync or mmap; NULL with dev
WITH process AS (
  SELECT capture_id, tid, ANY_VALUE(tgid) AS tgid
  FROM task
  WHERE tgid IS NOT NULL
  GROUP BY capture_id, tid
  HAVING COUNT(DISTINCT tgid) = 1
),
called AS (
  SELECT capture_id, buffer_id, tid, cpu, rec, start_ts, end_ts, ret, name AS call
  FROM syscall
  WHERE name IN ('open', 'openat', 'openat2', 'creat')
),
-- A pointer is a number; a string that was recorded is text.
spoken AS (
  SELECT capture_id, buffer_id, common_pid AS tid, ts, CASE WHEN TYPEOF(__filename_val) = 'VARCHAR' THEN CAST(__filename_val AS VARCHAR) END AS name
  FROM src."syscalls.sys_enter_openat"
  UNION ALL
  SELECT capture_id, buffer_id, common_pid, ts, CASE WHEN TYPEOF(__filename_val) = 'VARCHAR' THEN CAST(__filename_val AS VARCHAR) END
  FROM src."syscalls.sys_enter_open"
  UNION ALL
  SELECT capture_id, buffer_id, common_pid, ts, CASE WHEN TYPEOF(__filename_val) = 'VARCHAR' THEN CAST(__filename_val AS VARCHAR) END
  FROM src."syscalls.sys_enter_openat2"
  UNION ALL
  SELECT capture_id, buffer_id, common_pid, ts, CASE WHEN TYPEOF(__pathname_val) = 'VARCHAR' THEN CAST(__pathname_val AS VARCHAR) END
  FROM src."syscalls.sys_enter_creat"
  UNION ALL
  SELECT capture_id, buffer_id, common_pid, ts, CASE WHEN TYPEOF(pathname) = 'VARCHAR' THEN CAST(pathname AS VARCHAR) END
  FROM src."probe.getname_flags"
),
probed AS (
  SELECT
    capture_id, buffer_id, ts, cpu, common_pid AS tid, rec, FALSE AS is_return,
    CASE WHEN TYPEOF(pathname) = 'VARCHAR' THEN CAST(pathname AS VARCHAR) END AS name, CAST(NULL AS BIGINT) AS ret
  FROM src."probe.do_sys_openat2"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, rec, TRUE, NULL, {{signed_long CAST(ret AS HUGEINT)}}
  FROM src."probe.do_sys_openat2__return"
),
inner_call AS (
  {{call probed}}
),
named AS (
  SELECT c.*, COALESCE(CASE WHEN s.ts <= COALESCE(c.end_ts, c.start_ts) THEN s.name END, CASE WHEN i.start_ts <= c.end_ts THEN i.name END) AS name
  FROM called AS c
  ASOF LEFT JOIN (SELECT * FROM spoken WHERE name IS NOT NULL) AS s
    ON s.capture_id = c.capture_id
    AND s.buffer_id = c.buffer_id
    AND s.tid = c.tid
    AND s.ts >= c.start_ts
  ASOF LEFT JOIN inner_call AS i
    ON i.capture_id = c.capture_id
    AND i.buffer_id = c.buffer_id
    AND i.tid = c.tid
    AND i.start_ts >= c.start_ts
  UNION ALL BY NAME
  SELECT capture_id, buffer_id, tid, cpu, rec, start_ts, end_ts, ret, name
  FROM inner_call
  WHERE capture_id NOT IN (SELECT capture_id FROM called)
),
opened AS (
  SELECT
    n.capture_id, n.buffer_id, n.tid, COALESCE(p.tgid, n.tid) AS process, n.cpu, n.rec, n.start_ts, n.end_ts, n.name,
    CASE WHEN n.ret >= 0 THEN CAST(n.ret AS INTEGER) END AS fd
  FROM named AS n
  LEFT JOIN process AS p
    ON p.capture_id = n.capture_id
    AND p.tid = n.tid
),
-- What a descriptor stands for from ts on: an open, or nothing known.
changed AS (
  SELECT capture_id, process, fd, end_ts AS ts, buffer_id, cpu, rec, start_ts
  FROM opened
  WHERE fd IS NOT NULL
  UNION ALL
  SELECT s.capture_id, COALESCE(p.tgid, s.tid), CASE WHEN s.name = 'close' THEN s.fd ELSE CAST(s.ret AS INTEGER) END, s.start_ts, NULL, NULL, NULL, NULL
  FROM syscall AS s
  LEFT JOIN process AS p
    ON p.capture_id = s.capture_id
    AND p.tid = s.tid
  WHERE s.name = 'close'
    OR (s.name IN ('dup', 'dup2', 'dup3', 'fcntl', 'socket', 'memfd_create') AND s.ret BETWEEN 0 AND 2147483647)
),
-- Calls that close many descriptors at once.
swept AS (
  SELECT s.capture_id, COALESCE(p.tgid, s.tid) AS process, s.start_ts AS ts
  FROM syscall AS s
  LEFT JOIN process AS p
    ON p.capture_id = s.capture_id
    AND p.tid = s.tid
  WHERE s.name IN ('close_range', 'execve', 'execveat')
),
used AS (
  SELECT f.capture_id, COALESCE(p.tgid, f.tid) AS process, s.fd, s.start_ts AS ts, f.dev, f.ino, 'fsync' AS shown_by
  FROM file_sync AS f
  JOIN syscall AS s
    ON s.capture_id = f.capture_id
    AND s.buffer_id = f.buffer_id
    AND s.tid = f.tid
    AND s.end_ts = f.end_ts
    AND s.name = f.name
  LEFT JOIN process AS p
    ON p.capture_id = f.capture_id
    AND p.tid = f.tid
  WHERE f.name IN ('fsync', 'fdatasync')
    AND f.dev IS NOT NULL
  UNION ALL
  SELECT capture_id, process, fd, from_ts, dev, ino, 'mmap'
  FROM vma
  WHERE evidence = 'mmap'
    AND fd IS NOT NULL
    AND dev IS NOT NULL
),
held AS (
  SELECT u.*, c.buffer_id, c.cpu, c.rec, c.start_ts, c.ts AS open_ts
  FROM used AS u
  SEMI JOIN (SELECT capture_id FROM syscall WHERE name = 'close') AS k
    ON k.capture_id = u.capture_id
  ASOF JOIN changed AS c
    ON c.capture_id = u.capture_id
    AND c.process = u.process
    AND c.fd = u.fd
    AND c.ts <= u.ts
  WHERE c.rec IS NOT NULL
),
whole AS (
  SELECT h.*
  FROM held AS h
  ASOF LEFT JOIN swept AS w
    ON w.capture_id = h.capture_id
    AND w.process = h.process
    AND w.ts <= h.ts
  ASOF LEFT JOIN loss_gap AS g
    ON g.capture_id = h.capture_id
    AND g.buffer_id = h.buffer_id
    AND g.from_ts <= h.ts
  WHERE (w.ts >= h.open_ts) IS NOT TRUE
    AND (g.to_ts >= h.open_ts) IS NOT TRUE
  UNION ALL BY NAME
  SELECT o.capture_id, o.process, o.fd, c.start_ts AS ts, c.dev, c.ino, 'open' AS shown_by, o.buffer_id, o.cpu, o.rec, o.start_ts, o.end_ts AS open_ts
  FROM opened AS o
  ASOF JOIN (
    SELECT * FROM ({{each function: SELECT capture_id, buffer_id, common_pid AS tid, ts AS start_ts, CAST(dev AS UINTEGER) AS dev, CAST(ino AS UBIGINT) AS ino FROM src."probe.{function}"}})
    WHERE dev <> 0
  ) AS c
    ON c.capture_id = o.capture_id
    AND c.buffer_id = o.buffer_id
    AND c.tid = o.tid
    AND c.start_ts <= o.end_ts
  WHERE c.start_ts >= o.start_ts
    AND o.fd IS NOT NULL
),
shown AS (
  SELECT
    capture_id, buffer_id, cpu, rec, start_ts, ANY_VALUE(dev) AS dev, ANY_VALUE(ino) AS ino, ARG_MIN(shown_by, ts) AS shown_by
  FROM whole
  GROUP BY capture_id, buffer_id, cpu, rec, start_ts
  HAVING COUNT(DISTINCT (dev, ino)) = 1
)
SELECT
  o.capture_id,
  o.buffer_id,
  o.tid,
  o.process,
  o.cpu,
  o.rec,
  o.start_ts,
  o.end_ts,
  o.name,
  CASE WHEN STARTS_WITH(o.name, '/') THEN o.name END AS path,
  o.fd,
  s.dev,
  s.ino,
  s.shown_by
FROM opened AS o
LEFT JOIN shown AS s
  ON s.capture_id = o.capture_id
  AND s.buffer_id = o.buffer_id
  AND s.cpu = o.cpu
  AND s.rec = o.rec
  AND s.start_ts = o.start_ts
