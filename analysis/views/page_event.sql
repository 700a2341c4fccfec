-- SPDX-License-Identifier: Apache-2.0
-- title:       What happened to pages of files: one ordered stream per page, one row per act
-- materialise: yes
-- needs:       folio_added?, folio_removed?, folio_dirtied?, folio_cleaned?, folio_cancelled?, folio_redirtied?
-- needs:       folio_writeback?, folio_wait?, folio_mkcleaned?, fs_page_written?
-- evidence:    exact if folio_cleaned, folio_writeback, folio_removed; cleaned, written and removed have their probes
--              and events
-- evidence:    stock; cleaning and writeback of single folios have no stock event (5.10 to 6.12)
-- note:        An act seen several ways is one row: a function and its wrapper, a function and the event in it, a redirty and the
--              dirty event in it, the same event in several ring buffers (the buffer with most rows of a kind is read). Anonymous
--              memory, and folios whose file is not known at all, are left out: the folio_* views have them.
-- note:        A page is (capture_id, dev, ino, index); dev is NULL where it cannot be known, and then bdi and ino name it. Rows
--              are of folios: index is the folio's first page, pages its size.
-- source:      As the views it is made of.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      dev UINTEGER  device of the file system (kernel dev_t); NULL when it cannot be known
-- column:      ino UBIGINT  inode number
-- column:      index UBIGINT  page offset in the file of the folio's first page [pages]
-- column:      seq BIGINT  place in the page's stream, from 1
-- column:      kind VARCHAR  added, removed (page cache); dirtied (clean to dirty); cleaned (for writing); redirtied (given back
--              unwritten); cancelled (made clean without writing); mkcleaned (ptes write-protected); writeback_started,
--              writeback_ended; waited (a thread found it under writeback)
-- column:      ts BIGINT  when: at the entry of a function
-- column:      cpu SMALLINT  cpu
-- column:      tid INTEGER  thread that ran
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      rec BIGINT  place of the record in its cpu buffer: a tie-break where ts is equal
-- column:      evidence VARCHAR  tracepoint: the kernel's own event of this act; probe: the function that does it; fs: an event of
--              the file system that implies it
-- column:      bdi VARCHAR  backing device as the event names it; NULL where it names the device
-- column:      dev_evidence VARCHAR  event or probe: read with the act (exact); inode, bdi: as in inode_device
-- column:      folio_order UTINYINT  log2 of the folio's pages: of the event itself, else of the page's last added; NULL when not
--              known
-- column:      pages BIGINT  its pages: 2^folio_order, or 1 as a lower bound
-- column:      pages_exact BOOLEAN  FALSE when pages is a lower bound
-- column:      changed BOOLEAN  TRUE; NULL for cleaned and mkcleaned when the function's return is not known: perhaps there was
--              nothing to clean (where it is known that there was nothing, there is no row)
-- column:      in_interrupt BOOLEAN  recorded in hard or soft interrupt context: not the doing of thread tid
WITH act AS (
  SELECT
    'added' AS kind, capture_id, ts, cpu, tid, buffer_id, rec, 'tracepoint' AS evidence, NULL AS bdi, dev, 'event' AS dev_evidence,
    ino, index, folio_order, pages AS known_pages, TRUE AS changed, in_interrupt
  FROM folio_added
  UNION ALL
  SELECT 'removed', capture_id, ts, cpu, tid, buffer_id, rec, 'tracepoint', NULL, dev, 'event', ino, index, folio_order, pages, TRUE, in_interrupt
  FROM folio_removed
  UNION ALL
  SELECT
    'dirtied', d.capture_id, d.ts, d.cpu, d.tid, d.buffer_id, d.rec, d.evidence, d.bdi, d.dev, d.dev_evidence, d.ino, d.index,
    d.folio_order, CASE WHEN d.pages_exact THEN d.pages END, TRUE, d.in_interrupt
  FROM folio_dirtied AS d
  ANTI JOIN folio_redirtied AS r
    ON r.capture_id = d.capture_id
    AND r.dirtied_ts = d.ts
    AND r.dirtied_rec = d.rec
    AND r.tid = d.tid
  UNION ALL
  SELECT 'cleaned', capture_id, ts, cpu, tid, buffer_id, rec, 'probe', NULL, dev, 'probe', ino, index, NULL, NULL, cleaned, in_interrupt
  FROM folio_cleaned
  WHERE dev IS NOT NULL
    AND cleaned IS NOT FALSE
  UNION ALL
  SELECT 'cleaned', w.capture_id, w.ts, w.cpu, w.tid, w.buffer_id, w.rec, 'fs', NULL, w.dev, w.dev_evidence, w.ino, w.index, NULL, w.pages, TRUE, w.in_interrupt
  FROM fs_page_written AS w
  WHERE w.capture_id NOT IN (SELECT capture_id FROM folio_cleaned)
  UNION ALL
  SELECT 'cancelled', capture_id, ts, cpu, tid, buffer_id, rec, 'probe', NULL, dev, 'probe', ino, index, NULL, NULL, TRUE, in_interrupt
  FROM folio_cancelled
  WHERE dev IS NOT NULL
  UNION ALL
  SELECT 'redirtied', capture_id, ts, cpu, tid, buffer_id, rec, 'probe', NULL, dev, 'probe', ino, index, NULL, NULL, TRUE, in_interrupt
  FROM folio_redirtied
  WHERE ino IS NOT NULL
  UNION ALL
  SELECT
    CASE kind WHEN 'start' THEN 'writeback_started' ELSE 'writeback_ended' END,
    capture_id, ts, cpu, tid, buffer_id, rec, 'probe', NULL, dev, 'probe', ino, index, NULL, NULL, TRUE, in_interrupt
  FROM folio_writeback
  WHERE dev IS NOT NULL
  UNION ALL
  SELECT 'waited', capture_id, start_ts, cpu, tid, buffer_id, rec, 'tracepoint', bdi, dev, dev_evidence, ino, index, NULL, NULL, TRUE, FALSE
  FROM folio_wait
  UNION ALL
  SELECT 'mkcleaned', capture_id, ts, cpu, tid, buffer_id, rec, 'probe', NULL, dev, 'probe', ino, index, NULL, NULL, cleaned_ptes > 0, in_interrupt
  FROM folio_mkcleaned
  WHERE dev IS NOT NULL
    AND COALESCE(cleaned_ptes, 1) > 0
),
chosen AS (
  SELECT capture_id, kind, ARG_MAX(buffer_id, rows) AS buffer_id
  FROM (
    SELECT capture_id, kind, buffer_id, COUNT(*) - buffer_id / 1000.0 AS rows
    FROM act
    GROUP BY capture_id, kind, buffer_id
  )
  GROUP BY capture_id, kind
),
placed AS (
  SELECT
    *,
    ROW_NUMBER() OVER page AS seq,
    LAST_VALUE(CASE WHEN kind IN ('added', 'dirtied') THEN folio_order END IGNORE NULLS) OVER page AS last_order,
    LAST_VALUE(CASE WHEN kind IN ('added', 'dirtied', 'cleaned') THEN known_pages END IGNORE NULLS) OVER page AS last_pages
  FROM act
  SEMI JOIN chosen USING (capture_id, kind, buffer_id)
  WINDOW page AS (
    PARTITION BY capture_id, dev, CASE WHEN dev IS NULL THEN bdi END, ino, index
    ORDER BY ts, cpu, rec
    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
  )
)
SELECT
  capture_id,
  dev,
  ino,
  index,
  seq,
  kind,
  ts,
  cpu,
  tid,
  buffer_id,
  rec,
  evidence,
  bdi,
  dev_evidence,
  COALESCE(folio_order, last_order) AS folio_order,
  COALESCE(known_pages, last_pages, 1) AS pages,
  COALESCE(known_pages, last_pages) IS NOT NULL AS pages_exact,
  changed,
  in_interrupt
FROM placed
