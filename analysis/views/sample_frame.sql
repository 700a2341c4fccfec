-- SPDX-License-Identifier: Apache-2.0
-- title:       Addresses of perf's callchains, innermost first, with what the capture proves about where they are
-- needs:       perf.sample(pid, misc, ip?, callchain?)
-- needs:       perf.mmap(pid, addr, len, pgoff, filename)?
-- needs:       perf.mmap2(pid, addr, len, pgoff, filename, build_id?)?
-- needs:       perf.comm(pid, tid, misc)?
-- needs:       perf.fork(pid, ppid)?
-- needs:       perf.ksymbol(addr, len, ksym_type, name)?
-- needs:       perf.build_id(build_id, filename)?
-- evidence:    exact if perf.mmap2; the maps of the processes
-- evidence:    stock; maps were not recorded: addresses without files
-- source:      tools/perf/util/machine.c (maps of a process are copied at fork and dropped at exec), include/uapi/linux/perf_event.h enum perf_callchain_context, 5.10 to 6.12
-- note:        nothing outside of the capture is looked at: no file of this machine, no debug information. A kernel symbol is the nearest one of the capture's own kallsyms at or below the address, so it is only there where the recorder kept them; recorders since 4.18 keep none, and records of type KSYMBOL name BPF programs and trampolines.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      sample_id BIGINT  the sample (perf.sample)
-- column:      ts BIGINT  when it was taken
-- column:      cpu SMALLINT  cpu
-- column:      tid INTEGER  thread
-- column:      depth INTEGER  0 is the innermost; markers of context are not counted
-- column:      context VARCHAR  kernel, user, hypervisor, guest kernel, guest user or guest: of the marker before the address
-- column:      address UBIGINT  as recorded; of a caller where it will go on
-- column:      symbol VARCHAR  function, where the capture names it
-- column:      symbol_offset UBIGINT  bytes from its start; NULL with symbol
-- column:      dso VARCHAR  file, module or area that was mapped there; NULL where no record of a mapping covers the address
-- column:      dso_offset UBIGINT  place in that file (address - start + pgoff); NULL with dso
-- column:      build_id VARCHAR  of that file, in hexadecimal; NULL where it was not recorded
WITH RECURSIVE chain AS (
  SELECT
    capture_id,
    sample_id,
    ts,
    cpu,
    common_pid AS tid,
    CAST(pid AS BIGINT) AS pid,
    misc & 7 AS cpu_mode,
    COALESCE(CAST(callchain AS UBIGINT[]), [CAST(ip AS UBIGINT)]) AS chain
  FROM src."perf.sample"
),
entry AS (
  SELECT * EXCLUDE (chain), UNNEST(chain) AS address, GENERATE_SUBSCRIPTS(chain, 1) AS position
  FROM chain
),
marked AS (
  SELECT
    *,
    address >= 18446744073709547521 AS marker,
    LAST_VALUE(CASE WHEN address >= 18446744073709547521 THEN address END IGNORE NULLS) OVER (
      PARTITION BY capture_id, sample_id
      ORDER BY position
    ) AS context
  FROM entry
),
frame AS (
  SELECT
    capture_id,
    sample_id,
    ts,
    cpu,
    tid,
    CAST(ROW_NUMBER() OVER (PARTITION BY capture_id, sample_id ORDER BY position) - 1 AS INTEGER) AS depth,
    CASE
      WHEN context IS NOT NULL THEN CASE context
        WHEN 18446744073709551488 THEN 'kernel'
        WHEN 18446744073709551104 THEN 'user'
        WHEN 18446744073709551584 THEN 'hypervisor'
        WHEN 18446744073709549440 THEN 'guest kernel'
        WHEN 18446744073709549056 THEN 'guest user'
        WHEN 18446744073709549568 THEN 'guest'
      END
      ELSE CASE cpu_mode WHEN 1 THEN 'kernel' WHEN 2 THEN 'user' WHEN 3 THEN 'hypervisor' WHEN 4 THEN 'guest kernel' WHEN 5 THEN 'guest user' END
    END AS context,
    address,
    COALESCE(ts, 0) AS at_ts,
    pid
  FROM marked
  WHERE NOT marker
    AND address IS NOT NULL
),
-- Where an address is looked up: the kernel's mappings are those of process -1.
placed AS (
  SELECT
    *,
    CASE context WHEN 'kernel' THEN 4294967295 WHEN 'user' THEN pid END AS owner
  FROM frame
),
map AS (
  SELECT
    capture_id,
    CAST(pid AS BIGINT) AS pid,
    COALESCE(ts, 0) AS ts,
    rec,
    CAST(addr AS UBIGINT) AS addr,
    CAST(len AS UBIGINT) AS len,
    CAST(pgoff AS UBIGINT) AS pgoff,
    CAST(filename AS VARCHAR) AS filename,
    CAST(NULL AS VARCHAR) AS build_id
  FROM src."perf.mmap"
  UNION ALL
  SELECT
    capture_id,
    CAST(pid AS BIGINT),
    COALESCE(ts, 0),
    rec,
    CAST(addr AS UBIGINT),
    CAST(len AS UBIGINT),
    CAST(pgoff AS UBIGINT),
    CAST(filename AS VARCHAR),
    LOWER(HEX(CAST(CAST(build_id AS VARCHAR) AS BLOB)))
  FROM src."perf.mmap2"
),
exec AS (
  SELECT capture_id, CAST(pid AS BIGINT) AS pid, ts
  FROM src."perf.comm"
  WHERE pid = tid
    AND (misc & 8192) <> 0
    AND ts IS NOT NULL
),
birth AS (
  SELECT capture_id, CAST(pid AS BIGINT) AS pid, CAST(ppid AS BIGINT) AS ppid, ts
  FROM src."perf.fork"
  WHERE pid <> ppid
    AND ts IS NOT NULL
),
-- Whose mappings a process has: its own, and those its parent had when it was born, unless the parent had made a new start.
lineage AS (
  SELECT DISTINCT capture_id, owner AS pid, owner AS ancestor, 9223372036854775807 AS until_ts, 0 AS generation
  FROM placed
  WHERE owner IS NOT NULL
  UNION ALL
  SELECT l.capture_id, l.pid, b.ppid, b.ts, l.generation + 1
  FROM lineage AS l
  JOIN birth AS b
    ON b.capture_id = l.capture_id
    AND b.pid = l.ancestor
    AND b.ts < l.until_ts
  WHERE l.generation < 16
    AND (l.generation = 0 OR NOT EXISTS (
      SELECT 1 FROM exec AS e
      WHERE e.capture_id = l.capture_id AND e.pid = l.ancestor AND e.ts > b.ts AND e.ts <= l.until_ts
    ))
),
inherited AS (
  SELECT
    l.capture_id,
    l.pid,
    m.ts,
    m.rec,
    m.addr,
    m.len,
    m.pgoff,
    m.filename,
    m.build_id,
    l.generation
  FROM lineage AS l
  JOIN map AS m
    ON m.capture_id = l.capture_id
    AND m.pid = l.ancestor
    AND m.ts <= l.until_ts
  WHERE l.generation = 0
    OR NOT EXISTS (
      SELECT 1 FROM exec AS e
      WHERE e.capture_id = l.capture_id AND e.pid = l.ancestor AND e.ts > m.ts AND e.ts <= l.until_ts
    )
),
wanted AS (
  SELECT DISTINCT capture_id, owner, address
  FROM placed
  WHERE owner IS NOT NULL
),
-- Addresses repeat: each is compared with the mappings of its process once, whatever the number of samples.
candidate AS (
  SELECT
    w.capture_id,
    w.owner,
    w.address,
    i.ts AS from_ts,
    (
      SELECT MIN(e.ts) FROM exec AS e
      WHERE e.capture_id = i.capture_id AND e.pid = i.pid AND e.ts > i.ts
    ) AS to_ts,
    i.addr,
    i.pgoff,
    i.filename,
    i.build_id
  FROM wanted AS w
  JOIN inherited AS i
    ON i.capture_id = w.capture_id
    AND i.pid = w.owner
    AND w.address >= i.addr
    AND CAST(w.address AS HUGEINT) - i.addr < i.len
  QUALIFY ROW_NUMBER() OVER (
    PARTITION BY w.capture_id, w.owner, w.address, i.ts
    ORDER BY i.generation, i.rec DESC
  ) = 1
),
stored_id AS (
  SELECT capture_id, CAST(filename AS VARCHAR) AS filename, ANY_VALUE(LOWER(HEX(CAST(CAST(build_id AS VARCHAR) AS BLOB)))) AS build_id
  FROM src."perf.build_id"
  GROUP BY ALL
),
named AS (
  SELECT w.capture_id, w.address, s.name, CAST(w.address AS HUGEINT) - s.address AS start_offset
  FROM (SELECT DISTINCT capture_id, address FROM placed WHERE context = 'kernel') AS w
  ASOF JOIN symbol AS s
    ON s.capture_id = w.capture_id
    AND s.address <= w.address
),
announced AS (
  SELECT p.capture_id, p.sample_id, p.depth, CAST(k.name AS VARCHAR) AS name, CAST(p.address AS HUGEINT) - k.addr AS start_offset
  FROM placed AS p
  JOIN src."perf.ksymbol" AS k
    ON k.capture_id = p.capture_id
    AND p.address >= k.addr
    AND CAST(p.address AS HUGEINT) - k.addr < k.len
    AND COALESCE(k.ts, 0) <= p.at_ts
  WHERE p.context = 'kernel'
  QUALIFY ROW_NUMBER() OVER (PARTITION BY p.capture_id, p.sample_id, p.depth ORDER BY COALESCE(k.ts, 0) DESC, k.rec DESC) = 1
)
SELECT
  p.capture_id,
  p.sample_id,
  p.ts,
  p.cpu,
  p.tid,
  p.depth,
  p.context,
  p.address,
  COALESCE(a.name, n.name) AS symbol,
  CAST(CASE WHEN a.name IS NOT NULL THEN a.start_offset ELSE n.start_offset END AS UBIGINT) AS symbol_offset,
  CASE WHEN c.to_ts IS NULL OR p.at_ts < c.to_ts THEN c.filename END AS dso,
  CASE WHEN c.to_ts IS NULL OR p.at_ts < c.to_ts THEN TRY_CAST(CAST(p.address AS HUGEINT) - c.addr + c.pgoff AS UBIGINT) END AS dso_offset,
  CASE WHEN c.to_ts IS NULL OR p.at_ts < c.to_ts THEN COALESCE(c.build_id, s.build_id) END AS build_id
FROM placed AS p
ASOF LEFT JOIN candidate AS c
  ON c.capture_id = p.capture_id
  AND c.owner = p.owner
  AND c.address = p.address
  AND c.from_ts <= p.at_ts
LEFT JOIN stored_id AS s
  ON s.capture_id = c.capture_id
  AND s.filename = c.filename
LEFT JOIN named AS n
  ON n.capture_id = p.capture_id
  AND n.address = p.address
  AND p.context = 'kernel'
LEFT JOIN announced AS a
  ON a.capture_id = p.capture_id
  AND a.sample_id = p.sample_id
  AND a.depth = p.depth
