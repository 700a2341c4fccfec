-- SPDX-License-Identifier: Apache-2.0
-- title: Successful calls with file and index; undecided are those near a loss
-- needs: mkwrite, folio_removed, folio_added, loss_gap
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
  capture_id,
  COUNT(*) FILTER (NOT lost) AS checked,
  COUNT(*) FILTER (lost) AS undecided
FROM raced
GROUP BY capture_id
