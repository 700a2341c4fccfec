-- SPDX-License-Identifier: Apache-2.0
-- title:  What the fault model sees of one capture: one ordered stream of observations
-- needs:  fault, mkwrite, folio_added, folio_removed, folio_dirtied, folio_cleaned, folio_cancelled, folio_redirtied
-- needs:  folio_writeback, inode_size, cache_truncated, loss_gap
-- param:  {capture} the capture_id; {name of an observation kind} its code
-- note:   A folio is dirtied, cleaned and so on at the entry of the function that does it. An entry and a return are two
--         observations. Where several buffers recorded the same thing (instances), the one with most rows is taken, else each
--         would be seen twice. Rows without a file (anonymous memory, or a mapping already gone) say nothing about a page.
--         Ties of ts keep the order of the record in its cpu buffer; a gap begins after the last good event and ends before the next.
WITH level AS (
  SELECT COALESCE(MIN(level) FILTER (level = 'fs'), 'vm') AS level
  FROM mkwrite
  WHERE capture_id = {capture}
),
call AS (
  SELECT m.*
  FROM mkwrite AS m
  SEMI JOIN level USING (level)
  WHERE m.capture_id = {capture}
    AND m.dev IS NOT NULL
    AND m.index IS NOT NULL
),
observation AS (
  SELECT {fault_begin} AS kind, buffer_id, start_ts AS ts, cpu, rec, tid, dev, ino, NULL AS index, 0 AS pages, address, CAST(flags AS BIGINT) AS value
  FROM fault
  WHERE capture_id = {capture}
  UNION ALL
  SELECT {fault_end}, buffer_id, end_ts, end_cpu, end_rec, tid, dev, ino, NULL, 0, address, CAST(result AS BIGINT)
  FROM fault
  WHERE capture_id = {capture}
    AND end_ts IS NOT NULL
  UNION ALL
  SELECT {mkwrite_begin}, buffer_id, start_ts, cpu, rec, tid, dev, ino, index, 0, address, NULL
  FROM call
  UNION ALL
  SELECT {mkwrite_end}, buffer_id, end_ts, end_cpu, end_rec, tid, dev, ino, index, 0, address, CAST(ret AS BIGINT)
  FROM call
  WHERE end_ts IS NOT NULL
  UNION ALL
  SELECT {folio_added}, buffer_id, ts, cpu, rec, tid, dev, ino, index, CAST(pages AS INTEGER), NULL, NULL
  FROM folio_added
  WHERE capture_id = {capture}
  UNION ALL
  SELECT {folio_removed}, buffer_id, ts, cpu, rec, tid, dev, ino, index, CAST(pages AS INTEGER), NULL, NULL
  FROM folio_removed
  WHERE capture_id = {capture}
  UNION ALL
  SELECT {folio_dirtied}, buffer_id, ts, cpu, rec, tid, dev, ino, index, 0, NULL, NULL
  FROM folio_dirtied
  WHERE capture_id = {capture}
  UNION ALL
  SELECT {folio_cleaned}, buffer_id, ts, cpu, rec, tid, dev, ino, index, 0, NULL, CAST(cleaned AS BIGINT)
  FROM folio_cleaned
  WHERE capture_id = {capture}
    AND dev IS NOT NULL
  UNION ALL
  SELECT {folio_cancelled}, buffer_id, ts, cpu, rec, tid, dev, ino, index, 0, NULL, NULL
  FROM folio_cancelled
  WHERE capture_id = {capture}
    AND dev IS NOT NULL
  UNION ALL
  SELECT {folio_redirtied}, buffer_id, ts, cpu, rec, tid, dev, ino, index, 0, NULL, NULL
  FROM folio_redirtied
  WHERE capture_id = {capture}
    AND dev IS NOT NULL
  UNION ALL
  SELECT
    CASE kind WHEN 'start' THEN {writeback_begin} ELSE {writeback_end} END,
    buffer_id, ts, cpu, rec, tid, dev, ino, index, 0, NULL, NULL
  FROM folio_writeback
  WHERE capture_id = {capture}
    AND dev IS NOT NULL
  UNION ALL
  SELECT {inode_size}, buffer_id, ts, cpu, rec, tid, dev, ino, NULL, 0, NULL, size
  FROM inode_size
  WHERE capture_id = {capture}
    AND meaning = 'is'
  UNION ALL
  SELECT {truncated}, buffer_id, ts, cpu, rec, tid, dev, ino, NULL, 0, NULL, size
  FROM cache_truncated
  WHERE capture_id = {capture}
),
chosen AS (
  SELECT kind, ARG_MAX(buffer_id, rows) AS buffer_id
  FROM (
    SELECT kind, buffer_id, COUNT(*) - buffer_id / 1000.0 AS rows
    FROM observation
    GROUP BY kind, buffer_id
  )
  GROUP BY kind
),
ordered AS (
  SELECT 0 AS rank, o.*
  FROM observation AS o
  SEMI JOIN chosen USING (kind, buffer_id)
  UNION ALL
  SELECT 1, {loss_begin}, g.buffer_id, g.from_ts, 0, 0, 0, NULL, NULL, NULL, 0, NULL, NULL
  FROM loss_gap AS g
  WHERE g.capture_id = {capture}
    AND g.buffer_id IN (SELECT buffer_id FROM chosen)
  UNION ALL
  SELECT -1, {loss_end}, g.buffer_id, g.to_ts, 0, 0, 0, NULL, NULL, NULL, 0, NULL, NULL
  FROM loss_gap AS g
  WHERE g.capture_id = {capture}
    AND g.buffer_id IN (SELECT buffer_id FROM chosen)
)
SELECT
  CAST(kind AS INTEGER) AS kind,
  ts,
  CAST(cpu AS INTEGER) AS cpu,
  CAST(tid AS INTEGER) AS tid,
  COALESCE(CAST(dev AS BIGINT), -1) AS dev,
  COALESCE(CAST(ino AS UBIGINT), CAST(18446744073709551615 AS UBIGINT)) AS ino,
  COALESCE(CAST(index AS UBIGINT), CAST(18446744073709551615 AS UBIGINT)) AS index,
  CAST(pages AS INTEGER) AS pages,
  COALESCE(CAST(address AS UBIGINT), CAST(18446744073709551615 AS UBIGINT)) AS address,
  COALESCE(value, -1) AS value
FROM ordered
ORDER BY
  ts,
  rank,
  cpu,
  rec
