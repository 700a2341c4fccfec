-- chart:  dirty-pages
-- title:  Dirty and writeback pages over time
-- kind:   steps
-- x:      time since the first event of the capture
-- y:      pages
-- unit:   pages
-- series: counter
-- needs:  dirty_state, folio_dirtied, folio_cleaned, folio_writeback, throttle?
-- record: No dirty state is in this capture. Record writeback:global_dirty_state for the kernel's own counters and thresholds, or writeback:writeback_dirty_folio (writeback_dirty_page before 5.16) with probes on folio_clear_dirty_for_io, __folio_start_writeback and folio_end_writeback for sums of page events.
-- source: mm/vmstat.c (per-cpu thresholds of the counters), 5.10 to 6.12.
-- note:   global_dirty_state is written only where writers are balanced or the flusher looks at its limits, so it can be sparse.
--         With fewer than 20 readings the sums of page events are drawn too. They begin at zero: what was dirty before the capture is not in them.
-- note:   A folio dropped by truncation is never cleaned by folio_clear_dirty_for_io, so the sum of page events can stay above the truth.
WITH reading AS (
  SELECT
    *,
    COUNT(*) OVER (PARTITION BY capture_id) AS readings
  FROM dirty_state
),
sparse AS (
  SELECT capture_id FROM capture
  EXCEPT
  SELECT capture_id FROM reading WHERE readings >= 20
),
cleaned AS (
  SELECT c.capture_id, c.ts, c.rec, d.pages
  FROM folio_cleaned AS c
  ASOF LEFT JOIN folio_dirtied AS d
    ON d.capture_id = c.capture_id
    AND d.ino = c.ino
    AND d.index = c.index
    AND d.ts <= c.ts
  WHERE c.cleaned
),
moved AS (
  SELECT w.capture_id, w.ts, w.rec, CASE w.kind WHEN 'start' THEN 1 ELSE -1 END * COALESCE(d.pages, 1) AS pages
  FROM folio_writeback AS w
  ASOF LEFT JOIN folio_dirtied AS d
    ON d.capture_id = w.capture_id
    AND d.ino = w.ino
    AND d.index = w.index
    AND d.ts <= w.ts
),
change AS (
  SELECT capture_id, ts, rec, pages, 'dirty' AS what FROM folio_dirtied
  UNION ALL
  SELECT capture_id, ts, rec, -COALESCE(pages, 1), 'dirty' FROM cleaned
  UNION ALL
  SELECT capture_id, ts, rec, pages, 'writeback' FROM moved
),
-- A sum is wrong from the first event on that is missing.
whole AS (
  SELECT c.capture_id, MIN(COALESCE(l.after_ts, c.start_ts - 1)) AS until_ts, COUNT(l.capture_id) > 0 AS lossy
  FROM capture AS c
  LEFT JOIN lost_event AS l
    ON l.capture_id = c.capture_id
  GROUP BY c.capture_id
),
described AS (
  SELECT
    c.*,
    w.lossy,
    SUM(c.pages) OVER (PARTITION BY c.capture_id, c.what ORDER BY c.ts, c.rec ROWS UNBOUNDED PRECEDING) AS total,
    MIN(c.pages) OVER (PARTITION BY c.capture_id, c.what) AS least
  FROM change AS c
  JOIN whole AS w
    ON w.capture_id = c.capture_id
  WHERE c.capture_id IN (SELECT capture_id FROM sparse)
    AND (NOT w.lossy OR c.ts <= w.until_ts)
),
line AS (
  SELECT capture_id, 1 AS place, 'dirty' AS series, ts, nr_dirty AS value, FALSE AS is_limit FROM reading
  UNION ALL
  SELECT capture_id, 2, 'writeback', ts, nr_writeback, FALSE FROM reading
  UNION ALL
  SELECT capture_id, 5, 'background threshold', ts, background_thresh, TRUE FROM reading
  UNION ALL
  SELECT capture_id, 6, 'dirty threshold', ts, dirty_thresh, TRUE FROM reading
  UNION ALL
  SELECT capture_id, 7, 'dirty limit', ts, dirty_limit, TRUE FROM reading
)
SELECT
  capture_id,
  series,
  ts,
  value,
  is_limit,
  'writeback:global_dirty_state (the kernel''s counters; each cpu may hold back up to 125 pages)' AS method,
  place,
  CAST(NULL AS BIGINT) AS to_ts
FROM line
UNION ALL
SELECT capture_id, 'writer throttled', start_ts, NULL, TRUE, NULL, 8, end_ts
FROM throttle
WHERE end_ts >= start_ts
UNION ALL
SELECT
  capture_id,
  CASE
    WHEN what = 'writeback' THEN 'writeback started minus ended (page events)'
    WHEN least < 0 THEN 'dirtied minus cleaned (page events)'
    ELSE 'dirtied so far (page events)'
  END,
  ts,
  total,
  FALSE,
  'page events summed from the capture''s start (a folio of unknown order as one page)' || CASE WHEN lossy THEN ', up to the first loss' ELSE '' END,
  CASE what WHEN 'dirty' THEN 3 ELSE 4 END,
  NULL
FROM described
ORDER BY capture_id, place, ts
