-- SPDX-License-Identifier: Apache-2.0
-- id:        mkwrite-of-removed-page
-- title:     page_mkwrite succeeded on a page that had left the page cache
-- severity:  critical
-- family:    mkwrite
-- anomaly:   B06
-- evidence:  exact
-- needs:     mkwrite, folio_removed, folio_added, loss_gap
-- param:     clock_guard_ns = 1000  disagreement of two cpus' clocks that is allowed for [ns]
-- reference: Documentation/filesystems/locking.rst, page_mkwrite (the page must be locked and its mapping checked); fs/iomap/buffered-io.c folio_mkwrite_check_truncate; invariant I8
WITH call AS (
  SELECT
    *,
    end_ts - CAST($clock_guard_ns AS BIGINT) AS known_ts
  FROM mkwrite
  WHERE level = 'fs'
    AND succeeded
    AND ino IS NOT NULL
    AND index IS NOT NULL
    AND end_ts IS NOT NULL
    AND dev >> 20 <> 0
),
last_removed AS (
  SELECT
    c.capture_id,
    c.buffer_id,
    c.cpu,
    c.rec,
    r.ts AS removed_ts,
    r.tid AS remover
  FROM call AS c
  ASOF JOIN folio_removed AS r
    ON r.capture_id = c.capture_id
    AND r.dev = c.dev
    AND r.ino = c.ino
    AND r.index = c.index
    AND r.ts <= c.known_ts
),
refilled AS (
  SELECT DISTINCT
    c.capture_id,
    c.buffer_id,
    c.cpu,
    c.rec
  FROM last_removed AS l
  JOIN call AS c
    USING (capture_id, buffer_id, cpu, rec)
  JOIN folio_added AS a
    ON a.capture_id = c.capture_id
    AND a.dev = c.dev
    AND a.ino = c.ino
    AND a.index <= c.index
    AND a.index + a.pages > c.index
    AND a.ts >= l.removed_ts
    AND a.ts <= c.end_ts
),
raced AS (
  SELECT
    c.*,
    l.removed_ts,
    l.remover,
    l.removed_ts IS NOT NULL AND r.rec IS NULL AS gone,
    COALESCE(g.to_ts >= COALESCE(l.removed_ts, c.start_ts), FALSE) AS lost
  FROM call AS c
  LEFT JOIN last_removed AS l
    USING (capture_id, buffer_id, cpu, rec)
  LEFT JOIN refilled AS r
    USING (capture_id, buffer_id, cpu, rec)
  ASOF LEFT JOIN loss_gap AS g
    ON g.capture_id = c.capture_id
    AND g.buffer_id = c.buffer_id
    AND g.from_ts <= c.end_ts
)
SELECT
  MIN(start_ts) AS ts,
  ARG_MIN(cpu, start_ts) AS cpu,
  ARG_MIN(tid, start_ts) AS tid,
  format('inode {} on device {}:{}', ino, dev >> 20, dev & 1048575) AS subject,
  format(
    '{} calls of {} succeeded on pages that were not in the page cache any more; first page {}, removed by thread {} {} us before the return', COUNT(*),
    ANY_VALUE(function), ARG_MIN(index, start_ts), ARG_MIN(remover, start_ts), ARG_MIN(end_ts - removed_ts, start_ts) // 1000
  ) AS message,
  capture_id,
  dev,
  ino,
  ANY_VALUE(function) AS function,
  COUNT(*) AS calls,
  ARG_MIN(index, start_ts) AS first_index,
  ARG_MIN(removed_ts, start_ts) AS removed_ts,
  MAX(end_ts) AS last_ts
FROM raced
WHERE gone
  AND NOT lost
GROUP BY capture_id, dev, ino
ORDER BY capture_id, ts, dev, ino
