-- SPDX-License-Identifier: Apache-2.0
-- title:       Folios whose page-table entries were write-protected and cleaned before writing them: one row per call
-- needs:       probe.folio_mkclean|page_mkclean(ino?, dev?, index?, folio?, mapping?)
-- needs:       probe.folio_mkclean__return|page_mkclean__return(ret?)?
-- evidence:    exact if probe.folio_mkclean__return; the result counts the entries
-- evidence:    stock; entries without results
-- source:      mm/rmap.c folio_mkclean (page_mkclean before 5.16), called by folio_clear_dirty_for_io for a mapped folio. It
--              returns how many entries it changed.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      ts BIGINT  entry of the call
-- column:      cpu SMALLINT  cpu
-- column:      tid INTEGER  thread
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      rec BIGINT  place of the record in its cpu buffer: a tie-break where ts is equal
-- column:      end_ts BIGINT  its return; NULL when it has none, or a loss of the buffer overlaps it
-- column:      dev UINTEGER  device of the file system (kernel dev_t); NULL when not recorded, or an anonymous folio
-- column:      ino UBIGINT  inode number; NULL with dev
-- column:      index UBIGINT  page offset in the file of the folio's first page [pages]
-- column:      folio UBIGINT  address of struct folio (struct page before 5.16); NULL when not recorded
-- column:      cleaned_ptes BIGINT  page-table entries that were writable or dirty and are now neither; NULL with end_ts
-- column:      in_interrupt BOOLEAN  recorded in hard or soft interrupt context: not the doing of thread tid
WITH event AS (
  SELECT
    capture_id, buffer_id, ts, cpu, common_pid AS tid, common_flags & 24 AS context, rec, FALSE AS is_return,
    {{file_folio CAST(dev AS UINTEGER)}} AS dev,
    {{file_folio CAST(ino AS UBIGINT)}} AS ino,
    CAST(index AS UBIGINT) AS index,
    CAST(folio AS UBIGINT) AS folio,
    CAST(NULL AS BIGINT) AS ret
  FROM src."probe.folio_mkclean"
  UNION ALL
  SELECT
    capture_id, buffer_id, ts, cpu, common_pid, common_flags & 24, rec, TRUE,
    NULL, NULL, NULL, NULL,
    CAST(ret & 4294967295 AS BIGINT)
  FROM src."probe.folio_mkclean__return"
),
call AS (
  {{call event; by: context}}
)
SELECT
  capture_id,
  start_ts AS ts,
  cpu,
  tid,
  buffer_id,
  rec,
  end_ts,
  dev,
  ino,
  index,
  folio,
  ret AS cleaned_ptes,
  context <> 0 AS in_interrupt
FROM call
