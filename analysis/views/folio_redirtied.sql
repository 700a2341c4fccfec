-- SPDX-License-Identifier: Apache-2.0
-- title:       Folios that writeback gave back unwritten (C3): dirty again, without being dirtied anew
-- needs:       probe.folio_account_redirty|account_page_redirty(ino?, dev?, index?, folio?, mapping?)?
-- needs:       probe.folio_redirty_for_writepage|redirty_page_for_writepage?
-- needs:       folio_dirtied?
-- evidence:    exact if probe.folio_account_redirty; the function names its folio
-- evidence:    stock; the folio is that of the dirty event the same thread emits next
-- source:      mm/page-writeback.c folio_redirty_for_writepage: marks the folio dirty, which emits a dirty event as any other
--              dirtying does, and takes it off NR_DIRTIED again. It did the latter in folio_account_redirty (account_page_redirty
--              before 5.16) until 6.5, which is read where recorded. Since then the folio is that of the dirty event that the
--              same thread emits next; there is none when another task dirtied the folio in between.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      ts BIGINT  entry of the function
-- column:      cpu SMALLINT  cpu
-- column:      tid INTEGER  thread
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      rec BIGINT  place of the record in its cpu buffer: a tie-break where ts is equal
-- column:      evidence VARCHAR  probe: the function that accounts it; call: the function that does it, and the dirty event in it
-- column:      dev UINTEGER  device of the file system (kernel dev_t); NULL when not recorded, an anonymous folio, or not known
-- column:      ino UBIGINT  inode number; NULL with dev
-- column:      index UBIGINT  page offset in the file of the folio's first page [pages]
-- column:      folio UBIGINT  address of struct folio (struct page before 5.16); NULL when not recorded
-- column:      dirtied_ts BIGINT  the dirty event that is this redirtying, not another dirtying; NULL when there is none
-- column:      dirtied_rec BIGINT  its place in its cpu buffer; NULL with dirtied_ts
-- column:      in_interrupt BOOLEAN  recorded in hard or soft interrupt context: not the doing of thread tid
WITH step AS (
  SELECT
    'account' AS kind, capture_id, ts, cpu, common_pid AS tid, buffer_id, rec, COALESCE(common_flags & 24, 0) AS context,
    {{file_folio CAST(dev AS UINTEGER)}} AS dev,
    {{file_folio CAST(ino AS UBIGINT)}} AS ino,
    CAST(index AS UBIGINT) AS index,
    CAST(folio AS UBIGINT) AS folio
  FROM src."probe.folio_account_redirty"
  UNION ALL
  SELECT 'call', capture_id, ts, cpu, common_pid, buffer_id, rec, COALESCE(common_flags & 24, 0), NULL, NULL, NULL, NULL
  FROM src."probe.folio_redirty_for_writepage"
  UNION ALL
  SELECT 'dirtied', capture_id, ts, cpu, tid, buffer_id, rec, CASE WHEN in_interrupt THEN 1 ELSE 0 END, dev, ino, index, NULL
  FROM folio_dirtied
  SEMI JOIN (
    SELECT capture_id, common_pid AS tid FROM src."probe.folio_account_redirty"
    UNION
    SELECT capture_id, common_pid FROM src."probe.folio_redirty_for_writepage"
  ) USING (capture_id, tid)
),
followed AS (
  SELECT
    *,
    LAG(kind) OVER thread AS last_kind,
    LAG(ts) OVER thread AS last_ts,
    LAG(rec) OVER thread AS last_rec,
    LAG(ino) OVER thread AS last_ino,
    LAG(index) OVER thread AS last_index,
    LEAD(kind) OVER thread AS next_kind,
    LEAD(ts) OVER thread AS next_ts,
    LEAD(rec) OVER thread AS next_rec,
    LEAD(dev) OVER thread AS next_dev,
    LEAD(ino) OVER thread AS next_ino,
    LEAD(index) OVER thread AS next_index,
    LEAD(kind, 2) OVER thread AS second_kind
  FROM step
  WINDOW thread AS (PARTITION BY capture_id, buffer_id, tid, context <> 0 ORDER BY ts, rec)
),
accounted AS (
  SELECT
    *,
    'probe' AS evidence,
    last_kind = 'dirtied' AND last_ino = ino AND last_index = index AND ts - last_ts <= 1000000 AS has_event
  FROM followed
  WHERE kind = 'account'
)
SELECT
  capture_id, ts, cpu, tid, buffer_id, rec, evidence, dev, ino, index, folio,
  CASE WHEN has_event THEN last_ts END AS dirtied_ts,
  CASE WHEN has_event THEN last_rec END AS dirtied_rec,
  context <> 0 AS in_interrupt
FROM accounted
UNION ALL
SELECT
  capture_id, ts, cpu, tid, buffer_id, rec, 'call' AS evidence,
  CASE WHEN next_kind = 'dirtied' THEN next_dev END AS dev,
  CASE WHEN next_kind = 'dirtied' THEN next_ino END AS ino,
  CASE WHEN next_kind = 'dirtied' THEN next_index END AS index,
  NULL AS folio,
  CASE WHEN next_kind = 'dirtied' THEN next_ts END AS dirtied_ts,
  CASE WHEN next_kind = 'dirtied' THEN next_rec END AS dirtied_rec,
  context <> 0 AS in_interrupt
FROM (
  SELECT * REPLACE (CASE WHEN next_ts - ts <= 1000000 THEN next_kind END AS next_kind)
  FROM followed
)
WHERE kind = 'call'
  AND NOT COALESCE(next_kind = 'account' OR (next_kind = 'dirtied' AND second_kind = 'account'), FALSE)
