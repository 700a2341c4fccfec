-- chart:  page-life
-- title:  Pages of the busiest file: dirty, under writeback, clean again
-- kind:   boxes
-- x:      time since the first event of the capture
-- y:      page offset in the file
-- unit:   pages
-- series: state
-- needs:  page_event
-- record: No page of a file is seen becoming dirty in this capture. Record writeback:writeback_dirty_folio (writeback_dirty_page before 5.16), with probes on folio_clear_dirty_for_io, __folio_start_writeback and folio_end_writeback for how it ends; 'faultline recipe writeback' has the commands.
-- note:   A state lasts until the page's next event. Where cleaning or writeback is not recorded, a dirty page stays dirty to the end. The busiest file is the one with most events.
WITH busiest AS (
  SELECT capture_id, ARG_MAX(dev, events) AS dev, ARG_MAX(ino, events) AS ino
  FROM (SELECT capture_id, dev, ino, COUNT(*) AS events FROM page_event WHERE kind = 'dirtied' GROUP BY capture_id, dev, ino)
  GROUP BY capture_id
),
act AS (
  SELECT
    e.capture_id, e.dev, e.ino, e.index, e.pages, e.ts, e.kind, e.evidence,
    LEAD(e.ts) OVER (PARTITION BY e.capture_id, e.index ORDER BY e.seq) AS to_ts
  FROM page_event AS e
  JOIN busiest AS b
    ON b.capture_id = e.capture_id
    AND b.dev IS NOT DISTINCT FROM e.dev
    AND b.ino = e.ino
  WHERE e.kind IN ('dirtied', 'redirtied', 'cleaned', 'writeback_started', 'writeback_ended', 'cancelled', 'removed')
)
SELECT
  a.capture_id,
  CASE
    WHEN a.kind IN ('dirtied', 'redirtied') THEN 'dirty'
    WHEN a.kind = 'cleaned' THEN 'cleaned, to be written'
    ELSE 'under writeback'
  END AS series,
  a.ts,
  a.index + a.pages AS value,
  FALSE AS is_limit,
  'page events (' || a.evidence || ')' AS method,
  a.index AS low,
  COALESCE(a.to_ts, c.end_ts) AS to_ts,
  '' AS label
FROM act AS a
JOIN capture AS c
  ON c.capture_id = a.capture_id
WHERE a.kind IN ('dirtied', 'redirtied', 'cleaned', 'writeback_started')
ORDER BY a.capture_id, CASE WHEN a.kind IN ('dirtied', 'redirtied') THEN 1 WHEN a.kind = 'cleaned' THEN 2 ELSE 3 END, a.ts, a.index
