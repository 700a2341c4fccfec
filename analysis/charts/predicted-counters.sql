-- chart:  predicted-counters
-- title:  Pages dirtied and written: the kernel's counters beside the events
-- kind:   steps
-- x:      time since the first event of the capture
-- y:      pages since the first reading
-- unit:   pages
-- series: counter
-- needs:  dirty_state, folio_dirtied, folio_redirtied, folio_writeback
-- record: Nothing can be compared: record writeback:global_dirty_state for the kernel's counters, writeback:writeback_dirty_folio (writeback_dirty_page before 5.16), and a probe on folio_end_writeback.
-- source: mm/vmstat.c (per-cpu thresholds of the counters), mm/page-writeback.c folio_account_dirtied, folio_account_redirty and
--         __folio_end_writeback, 5.10 to 6.12.
-- note:   Observed are NR_DIRTIED and NR_WRITTEN, predicted what the events between the readings add up to. The broken lines are the band
--         of 125 pages per cpu within which the kernel's counters are exact. A folio of unknown size counts as one page.
WITH reading AS (
  SELECT
    capture_id,
    ts,
    nr_dirtied - FIRST_VALUE(nr_dirtied) OVER start AS dirtied,
    nr_written - FIRST_VALUE(nr_written) OVER start AS written,
    FIRST_VALUE(ts) OVER start AS first_ts
  FROM dirty_state
  WINDOW start AS (PARTITION BY capture_id ORDER BY ts, rec)
),
change AS (
  SELECT capture_id, ts, COALESCE(pages, 1) AS pages, 'dirtied' AS what FROM folio_dirtied
  UNION ALL
  SELECT capture_id, ts, -1, 'dirtied' FROM folio_redirtied
  UNION ALL
  SELECT w.capture_id, w.ts, COALESCE(d.pages, 1), 'written'
  FROM folio_writeback AS w
  ASOF LEFT JOIN folio_dirtied AS d
    ON d.capture_id = w.capture_id
    AND d.ino = w.ino
    AND d.index = w.index
    AND d.ts <= w.ts
  WHERE w.kind = 'end'
),
total AS (
  SELECT capture_id, ts, what, SUM(pages) OVER (PARTITION BY capture_id, what ORDER BY ts ROWS UNBOUNDED PRECEDING) AS pages
  FROM change
),
asked AS (
  SELECT capture_id, ts, first_ts, 'dirtied' AS what, dirtied AS observed FROM reading
  UNION ALL
  SELECT capture_id, ts, first_ts, 'written', written FROM reading
),
compared AS (
  SELECT a.capture_id, a.ts, a.what, a.observed, COALESCE(t.pages, 0) - COALESCE(b.pages, 0) AS predicted
  FROM asked AS a
  ASOF LEFT JOIN total AS t
    ON t.capture_id = a.capture_id
    AND t.what = a.what
    AND t.ts <= a.ts
  ASOF LEFT JOIN total AS b
    ON b.capture_id = a.capture_id
    AND b.what = a.what
    AND b.ts <= a.first_ts
  SEMI JOIN total AS s
    ON s.capture_id = a.capture_id
    AND s.what = a.what
),
cpus AS (
  SELECT capture_id, COUNT(DISTINCT cpu) AS cpus
  FROM cpu
  GROUP BY capture_id
),
line AS (
  SELECT capture_id, 1 AS place, what || ', the kernel''s counter' AS series, ts, observed AS value, FALSE AS is_limit FROM compared
  UNION ALL
  SELECT capture_id, 2, what || ', by the events', ts, predicted, FALSE FROM compared
  UNION ALL
  SELECT capture_id, 3, what || ', upper end of the band', ts, predicted + 125 * cpus, TRUE FROM compared JOIN cpus USING (capture_id)
)
SELECT
  capture_id,
  series,
  ts,
  CAST(value AS BIGINT) AS value,
  is_limit,
  'writeback:global_dirty_state beside page events' AS method,
  place
FROM line
ORDER BY capture_id, place, series, ts
