-- SPDX-License-Identifier: Apache-2.0
-- id:        fsync-foreign-wait
-- title:     fsync waits for pages that other threads dirtied
-- severity:  low
-- family:    writeback
-- anomaly:   C09
-- needs:     syscall, folio_wait, folio_dirtied
-- param:     p99_ms = 1000  99th percentile of the calls from which they count as slow [ms]
-- param:     share_percent = 50  share of their time that such waits take [%]
-- reference: mm/filemap.c __filemap_fdatawait_range, mm/page-writeback.c folio_wait_writeback (5.10 to 6.12)
WITH call AS (
  SELECT capture_id, buffer_id, tid, rec, cpu, name, start_ts, end_ts
  FROM syscall
  WHERE name IN ('fsync', 'fdatasync', 'msync', 'sync_file_range')
    AND unpaired IS NULL
),
waited AS (
  SELECT
    c.capture_id,
    c.tid,
    c.cpu,
    c.start_ts,
    c.end_ts,
    w.dev,
    w.ino,
    w.index,
    w.start_ts AS wait_ts,
    w.slept_ns
  FROM folio_wait AS w
  ASOF JOIN call AS c
    ON c.capture_id = w.capture_id
    AND c.buffer_id = w.buffer_id
    AND c.tid = w.tid
    AND c.start_ts <= w.start_ts
  WHERE w.start_ts < c.end_ts
    AND w.dev IS NOT NULL
),
blamed AS (
  SELECT
    w.*,
    d.tid AS dirtier,
    d.ts AS dirtied_ts
  FROM waited AS w
  ASOF LEFT JOIN folio_dirtied AS d
    ON d.capture_id = w.capture_id
    AND d.dev = w.dev
    AND d.ino = w.ino
    AND d.index = w.index
    AND d.ts <= w.wait_ts
),
per_call AS (
  SELECT
    capture_id,
    dev,
    ino,
    tid,
    cpu,
    start_ts,
    end_ts,
    end_ts - start_ts AS ns,
    COALESCE(SUM(slept_ns) FILTER (dirtier <> tid), 0) AS foreign_ns,
    COUNT(*) FILTER (dirtier <> tid) AS foreign_pages
  FROM blamed
  GROUP BY capture_id, dev, ino, tid, cpu, start_ts, end_ts
)
SELECT
  ARG_MAX(start_ts, ns) AS ts,
  ARG_MAX(cpu, ns) AS cpu,
  ARG_MAX(tid, ns) AS tid,
  format('inode {} on device {}:{}', ino, dev >> 20, dev & 1048575) AS subject,
  format(
    '{} calls that sync it spent {} % of their time waiting for {} pages that other threads dirtied; the slowest took {} ms', COUNT(*),
    CAST(100 * SUM(foreign_ns) // SUM(ns) AS BIGINT), CAST(SUM(foreign_pages) AS BIGINT), MAX(ns) // 1000000
  ) AS message,
  capture_id,
  dev,
  ino,
  COUNT(*) AS calls,
  QUANTILE_DISC(ns, 0.99) AS p99_ns,
  CAST(SUM(foreign_ns) AS BIGINT) AS foreign_ns,
  CAST(SUM(foreign_pages) AS BIGINT) AS pages,
  ARG_MAX(end_ts, ns) AS last_ts
FROM per_call
GROUP BY capture_id, dev, ino
HAVING QUANTILE_DISC(ns, 0.99) > $p99_ms * 1000000
  AND 100 * SUM(foreign_ns) > $share_percent * SUM(ns)
ORDER BY capture_id, ts, dev, ino
