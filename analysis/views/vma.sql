-- SPDX-License-Identifier: Apache-2.0
-- title:       Ranges of a process's address space and what was mapped there over time
-- materialise: yes
-- needs:       syscall?
-- needs:       perf.mmap2(pid, addr, len, pgoff, maj, min, ino, prot, flags, filename)?
-- needs:       fault_call?
-- needs:       task
-- evidence:    exact if syscall; the calls that map and unmap
-- evidence:    stock; perf records no unmapping: a mapping ends only where another begins
-- source:      mm/mmap.c (a fixed mmap replaces what is there), include/uapi/asm-generic/mman-common.h (flags), 5.10 to 6.12;
--              PERF_RECORD_MMAP2. perf records no munmap: a mapping of perf's ends only where another one begins.
-- note:        a range that is mapped over or partly unmapped is cut: rows of one process never overlap in address and time. What was
--              mapped before the recording is known of a file maps.PID or PID.maps beside the capture only (table map), which is
--              taken to be older than the recording. mprotect does not change prot here. The file of an mmap call is the one
--              whose faults were seen there (fault_call); mremap keeps no file.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      process INTEGER  tgid where it is known (view task), else the thread that made the call
-- column:      start UBIGINT  first address
-- column:      stop UBIGINT  first address behind it
-- column:      from_ts BIGINT  mapped (return of the call); NULL for maps: before the recording
-- column:      to_ts BIGINT  unmapped or mapped over; NULL: not before the end, or not recorded
-- column:      pgoff UBIGINT  page offset in the file of the range's first page [pages]; NULL for anonymous memory and after mremap
-- column:      shared BOOLEAN  MAP_SHARED; NULL after mremap
-- column:      prot UTINYINT  PROT_READ 1, PROT_WRITE 2, PROT_EXEC 4, as mapped; NULL after mremap
-- column:      fd INTEGER  file descriptor of the mmap call; NULL for anonymous memory and for perf
-- column:      dev UINTEGER  device of the file (kernel dev_t); NULL when not known
-- column:      ino UBIGINT  inode number; NULL with dev
-- column:      path VARCHAR  the file's path as perf or a maps file has it; NULL otherwise
-- column:      evidence VARCHAR  mmap, mremap, perf or maps
WITH process AS (
  SELECT capture_id, tid, ANY_VALUE(tgid) AS tgid
  FROM task
  WHERE tgid IS NOT NULL
  GROUP BY capture_id, tid
  HAVING COUNT(DISTINCT tgid) = 1
),
page AS (
  SELECT capture_id, COALESCE(NULLIF(page_size, 0), 4096) AS size FROM capture
),
called AS (
  SELECT s.*, COALESCE(p.tgid, s.tid) AS process, g.size AS page
  FROM syscall AS s
  JOIN page AS g
    ON g.capture_id = s.capture_id
  LEFT JOIN process AS p
    ON p.capture_id = s.capture_id
    AND p.tid = s.tid
  WHERE s.name IN ('mmap', 'munmap', 'mremap')
    AND s.end_ts IS NOT NULL
    AND s.errno IS NULL
    AND s.length >= 0
),
change AS (
  SELECT
    capture_id, process, end_ts AS ts, rec, CAST(ret AS UBIGINT) AS start,
    CAST(ret AS UBIGINT) + CAST((length + page - 1) // page * page AS UBIGINT) AS stop, TRUE AS maps,
    CASE WHEN (flags & 32) = 0 THEN CAST(file_offset // page AS UBIGINT) END AS pgoff,
    (flags & 15) IN (1, 3) AS shared,
    CAST(args['prot'] & 7 AS UTINYINT) AS prot,
    CASE WHEN (flags & 32) = 0 THEN fd END AS fd,
    CAST(NULL AS UINTEGER) AS dev, CAST(NULL AS UBIGINT) AS ino, CAST(NULL AS VARCHAR) AS path, 'mmap' AS evidence, page
  FROM called
  WHERE name = 'mmap'
  UNION ALL
  SELECT
    capture_id, process, end_ts, rec, CAST(ret AS UBIGINT), CAST(ret AS UBIGINT) + CAST((length + page - 1) // page * page AS UBIGINT),
    TRUE, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'mremap', page
  FROM called
  WHERE name = 'mremap'
  UNION ALL
  SELECT
    capture_id, process, end_ts - 1, rec, address,
    address + CAST((CASE WHEN name = 'munmap' THEN length ELSE args['old_len'] END + page - 1) // page * page AS UBIGINT),
    FALSE, NULL, NULL, NULL, NULL, NULL, NULL, NULL, name, page
  FROM called
  WHERE name IN ('munmap', 'mremap')
  UNION ALL
  SELECT
    m.capture_id, TRY_CAST(pid AS INTEGER), COALESCE(ts, c.start_ts), rec, CAST(addr AS UBIGINT), CAST(addr AS UBIGINT) + CAST(len AS UBIGINT), TRUE,
    CASE WHEN ino <> 0 THEN CAST(CAST(m.pgoff AS UBIGINT) // COALESCE(NULLIF(c.page_size, 0), 4096) AS UBIGINT) END, (CAST(flags AS UINTEGER) & 15) IN (1, 3),
    CAST(CAST(prot AS UINTEGER) & 7 AS UTINYINT), NULL,
    CASE WHEN ino <> 0 THEN CAST(maj * 1048576 + min AS UINTEGER) END, CASE WHEN ino <> 0 THEN CAST(ino AS UBIGINT) END,
    CASE WHEN ino <> 0 THEN CAST(filename AS VARCHAR) END, 'perf', COALESCE(NULLIF(c.page_size, 0), 4096)
  FROM src."perf.mmap2" AS m
  JOIN capture AS c
    ON c.capture_id = m.capture_id
  WHERE pid <= 2147483647
  UNION ALL
  SELECT
    m.capture_id, pid, c.start_ts - 2, 0, start, stop, TRUE,
    CASE WHEN ino <> 0 THEN m.offset // COALESCE(NULLIF(c.page_size, 0), 4096) END, shared, prot, NULL,
    CASE WHEN ino <> 0 THEN dev END, CASE WHEN ino <> 0 THEN ino END, CASE WHEN ino <> 0 THEN m.path END,
    'maps', COALESCE(NULLIF(c.page_size, 0), 4096)
  FROM map AS m
  JOIN capture AS c
    ON c.capture_id = m.capture_id
  WHERE pid IS NOT NULL
),
operation AS (
  SELECT *, ROW_NUMBER() OVER (ORDER BY capture_id, process, ts, rec, maps) AS op
  FROM change
  WHERE stop > start
),
cut AS (
  SELECT
    *,
    ROW_NUMBER() OVER (PARTITION BY capture_id, process ORDER BY point) AS slot,
    LEAD(point) OVER (PARTITION BY capture_id, process ORDER BY point) AS next_point
  FROM (
    SELECT capture_id, process, start AS point FROM operation
    UNION
    SELECT capture_id, process, stop FROM operation
  )
),
covered AS (
  SELECT o.op, o.capture_id, o.process, o.ts, o.maps, UNNEST(RANGE(a.slot, b.slot)) AS slot
  FROM operation AS o
  JOIN cut AS a
    ON a.capture_id = o.capture_id
    AND a.process = o.process
    AND a.point = o.start
  JOIN cut AS b
    ON b.capture_id = o.capture_id
    AND b.process = o.process
    AND b.point = o.stop
),
timed AS (
  SELECT *, LEAD(ts) OVER (PARTITION BY capture_id, process, slot ORDER BY op) AS to_ts
  FROM covered
),
island AS (
  SELECT *, slot - ROW_NUMBER() OVER (PARTITION BY op, to_ts ORDER BY slot) AS island
  FROM timed
  WHERE maps
),
range_of AS (
  SELECT i.op, i.to_ts, MIN(c.point) AS start, MAX(c.next_point) AS stop
  FROM island AS i
  JOIN cut AS c
    ON c.capture_id = i.capture_id
    AND c.process = i.process
    AND c.slot = i.slot
  GROUP BY i.op, i.to_ts, i.island
),
mapped AS (
  SELECT
    o.* REPLACE (r.start AS start, r.stop AS stop),
    o.start AS first,
    r.to_ts
  FROM range_of AS r
  JOIN operation AS o
    ON o.op = r.op
),
faulted AS (
  SELECT f.capture_id, COALESCE(p.tgid, f.tid) AS process, f.start_ts AS ts, f.address, f.dev, f.ino
  FROM fault_call AS f
  LEFT JOIN process AS p
    ON p.capture_id = f.capture_id
    AND p.tid = f.tid
  WHERE f.ino IS NOT NULL
    AND f.address IS NOT NULL
    AND f.remote IS NOT TRUE
),
place AS (
  SELECT f.*, c.slot
  FROM faulted AS f
  ASOF JOIN cut AS c
    ON c.capture_id = f.capture_id
    AND c.process = f.process
    AND c.point <= f.address
),
met AS (
  SELECT t.op, ANY_VALUE(p.dev) AS dev, ANY_VALUE(p.ino) AS ino
  FROM place AS p
  ASOF JOIN timed AS t
    ON t.capture_id = p.capture_id
    AND t.process = p.process
    AND t.slot = p.slot
    AND t.ts <= p.ts
  GROUP BY t.op
  HAVING COUNT(DISTINCT (p.dev, p.ino)) = 1
)
SELECT
  m.capture_id,
  m.process,
  m.start,
  m.stop,
  CASE WHEN m.evidence <> 'maps' THEN m.ts END AS from_ts,
  m.to_ts,
  CAST(m.pgoff + (m.start - m.first) // m.page AS UBIGINT) AS pgoff,
  m.shared,
  m.prot,
  m.fd,
  COALESCE(m.dev, CASE WHEN m.evidence = 'mmap' AND m.fd IS NOT NULL THEN f.dev END) AS dev,
  COALESCE(m.ino, CASE WHEN m.evidence = 'mmap' AND m.fd IS NOT NULL THEN f.ino END) AS ino,
  m.path,
  m.evidence
FROM mapped AS m
LEFT JOIN met AS f
  ON f.op = m.op
