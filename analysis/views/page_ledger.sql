-- SPDX-License-Identifier: Apache-2.0
-- title:       What became of dirty pages: sums of the capture, of devices, files and threads
-- needs:       page_event, folio_life, loss_gap
-- evidence:    exact if page_event; every act of the pages has its event or probe
-- evidence:    stock; acts that no stock event shows are not in the books
-- note:        What was dirty before, became dirty, or was given back unwritten, was cleaned for writing, dropped, or is dirty still;
--              what is left over is unexplained: a folio removed while dirty, an act that no event shows, a size that is not known.
--              Of threads only what they did is told. A column is NULL where the capture has no event of that kind at all.
-- note:        Without a probe on what cancels dirty folios, one that was removed while dirty, or became dirty a second time, was
--              cancelled in between (unless events were lost): truncation cancels before it removes (mm/truncate.c
--              truncate_cleanup_folio), and only a folio that is clean becomes dirty. The thread is then known for what was removed.
-- source:      mm/page-writeback.c folio_account_dirtied (dirtied), folio_clear_dirty_for_io (cleaned), folio_account_redirty,
--              folio_account_cleaned (cancelled), __folio_end_writeback (written), 5.10 to 6.12.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      scope VARCHAR  capture, device, file or thread
-- column:      dev UINTEGER  device of the file system (kernel dev_t); NULL for the capture and threads, or when it cannot be known
-- column:      ino UBIGINT  inode number; NULL but for files
-- column:      tid INTEGER  thread; NULL but for threads, and for what interrupts did
-- column:      dirty_before BIGINT  dirty when the capture began, as far as they were cleaned or dropped in it [pages]
-- column:      dirtied BIGINT  became dirty; what NR_DIRTIED grows by [pages]
-- column:      redirtied BIGINT  given back by writeback unwritten [pages]
-- column:      cleaned BIGINT  cleaned for writing [pages]
-- column:      cancelled BIGINT  dropped without writing: truncated, deleted [pages]
-- column:      written BIGINT  left writeback; what NR_WRITTEN grows by [pages]
-- column:      still_dirty BIGINT  known to be dirty at the end; NULL for threads [pages]
-- column:      under_writeback BIGINT  entered writeback and did not leave it; NULL for threads [pages]
-- column:      unexplained BIGINT  dirty_before + dirtied + redirtied - cleaned - cancelled - still_dirty; NULL for threads, or when one
--              of them is [pages]
-- column:      exact BOOLEAN  the sizes of all folios are known; otherwise numbers are lower bounds
WITH dropped AS (
  SELECT
    capture_id,
    dev,
    ino,
    CASE WHEN kind = 'removed' AND NOT in_interrupt THEN tid ELSE -1 END AS dropper,
    last_pages
  FROM (
    SELECT *, LAG(kind) OVER page AS last_kind, LAG(pages) OVER page AS last_pages
    FROM page_event
    WHERE kind IN ('added', 'removed', 'dirtied', 'redirtied', 'cleaned')
      AND capture_id IN (SELECT capture_id FROM evidence WHERE view = 'folio_cancelled' AND level = 'absent')
      AND capture_id NOT IN (SELECT capture_id FROM loss_gap)
    WINDOW page AS (PARTITION BY capture_id, dev, CASE WHEN dev IS NULL THEN bdi END, ino, index ORDER BY seq)
  )
  WHERE kind IN ('removed', 'dirtied')
    AND last_kind IN ('dirtied', 'redirtied')
),
act AS (
  SELECT
    capture_id,
    dev,
    ino,
    CASE WHEN in_interrupt THEN NULL ELSE tid END AS tid,
    kind,
    pages,
    pages_exact,
    kind IN ('cleaned', 'cancelled') AND ROW_NUMBER() OVER (
      PARTITION BY capture_id, dev, CASE WHEN dev IS NULL THEN bdi END, ino, index
      ORDER BY seq
    ) = 1 AS dirty_before
  FROM page_event
  WHERE kind IN ('dirtied', 'redirtied', 'cleaned', 'cancelled')
  UNION ALL
  SELECT capture_id, dev, ino, CASE WHEN in_interrupt THEN NULL ELSE tid END, kind, pages, pages_exact, FALSE
  FROM page_event
  WHERE kind IN ('writeback_started', 'writeback_ended')
  UNION ALL
  SELECT capture_id, dev, ino, dropper, 'cancelled', last_pages, FALSE, FALSE
  FROM dropped
  UNION ALL
  SELECT capture_id, dev, ino, NULL, 'still dirty', pages, TRUE, FALSE
  FROM folio_life
  WHERE dirty
    AND removed_ts IS NULL
),
recorded AS (
  SELECT
    capture_id,
    BOOL_OR(kind = 'cleaned') AS cleans,
    BOOL_OR(kind = 'writeback_ended') AS writes
  FROM act
  GROUP BY capture_id
),
total AS (
  SELECT
    capture_id,
    CASE
      WHEN GROUPING(tid) = 0 THEN 'thread'
      WHEN GROUPING(ino) = 0 THEN 'file'
      WHEN GROUPING(dev) = 0 THEN 'device'
      ELSE 'capture'
    END AS scope,
    dev,
    ino,
    tid,
    CAST(COALESCE(SUM(pages) FILTER (dirty_before), 0) AS BIGINT) AS dirty_before,
    CAST(COALESCE(SUM(pages) FILTER (kind = 'dirtied'), 0) AS BIGINT) AS dirtied,
    CAST(COALESCE(SUM(pages) FILTER (kind = 'redirtied'), 0) AS BIGINT) AS redirtied,
    CAST(COALESCE(SUM(pages) FILTER (kind = 'cleaned'), 0) AS BIGINT) AS cleaned,
    CAST(COALESCE(SUM(pages) FILTER (kind = 'cancelled'), 0) AS BIGINT) AS cancelled,
    CAST(COALESCE(SUM(pages) FILTER (kind = 'writeback_ended'), 0) AS BIGINT) AS written,
    CAST(COALESCE(SUM(pages) FILTER (kind = 'writeback_started'), 0) AS BIGINT) AS started,
    CAST(COALESCE(SUM(pages) FILTER (kind = 'still dirty'), 0) AS BIGINT) AS still_dirty,
    BOOL_AND(pages_exact) AS exact
  FROM act
  GROUP BY GROUPING SETS ((capture_id), (capture_id, dev), (capture_id, dev, ino), (capture_id, tid))
)
SELECT
  t.capture_id,
  t.scope,
  t.dev,
  t.ino,
  t.tid,
  CASE WHEN r.cleans AND t.scope <> 'thread' THEN t.dirty_before END AS dirty_before,
  t.dirtied,
  t.redirtied,
  CASE WHEN r.cleans THEN t.cleaned END AS cleaned,
  t.cancelled,
  CASE WHEN r.writes THEN t.written END AS written,
  CASE WHEN r.cleans AND t.scope <> 'thread' THEN t.still_dirty END AS still_dirty,
  CASE WHEN r.writes AND t.scope <> 'thread' THEN GREATEST(0, t.started - t.written) END AS under_writeback,
  CASE
    WHEN r.cleans AND t.scope <> 'thread'
      THEN t.dirty_before + t.dirtied + t.redirtied - t.cleaned - t.cancelled - t.still_dirty
  END AS unexplained,
  t.exact
FROM total AS t
JOIN recorded AS r
  ON r.capture_id = t.capture_id
WHERE t.scope <> 'thread'
  OR (t.tid IS DISTINCT FROM -1 AND t.dirtied + t.redirtied + t.cleaned + t.cancelled + t.written > 0)
