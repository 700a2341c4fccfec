-- SPDX-License-Identifier: Apache-2.0
-- title:  What the fault model sees of one capture: one ordered stream of observations
-- needs:  fault_call, mkwrite, folio_added, folio_removed, folio_dirtied, folio_cleaned, folio_cancelled, folio_redirtied
-- needs:  folio_writeback, inode_size, cache_truncated, syscall, page_fault, task_exit, loss_gap
-- note:   A number that is not known is -1 (all bits set in unsigned columns). The kinds are those of ObservationKind, in its order.
--         A folio is dirtied, cleaned and so on at the entry of the function that does it. An entry and a return are two
--         observations. Where several buffers recorded the same thing (instances), the one with most rows is taken, else each
--         would be seen twice. Rows without a file (anonymous memory, or a mapping already gone) say nothing about a page.
--         Space is the mapping (its kernel pointer) or else the process that an address belongs to. Exceptions are those of stores:
--         a fault handler's own reads are none. An unmapping is one observation, at its end: before that it may not have happened.
--         Ties of ts keep the order of the record in its cpu buffer; a gap begins after the last good event and ends before the next.
WITH level AS (
  SELECT capture_id, COALESCE(MIN(level) FILTER (level = 'fs'), 'vm') AS level
  FROM mkwrite
  GROUP BY capture_id
),
call AS (
  SELECT m.*
  FROM mkwrite AS m
  SEMI JOIN level USING (capture_id, level)
  WHERE m.dev IS NOT NULL
    AND m.index IS NOT NULL
),
observation AS (
  SELECT 'fault_begin' AS kind, capture_id, buffer_id, start_ts AS ts, cpu, rec, tid, dev, ino, NULL AS index, 0 AS pages, address, CAST(flags AS BIGINT) AS value, vma AS space
  FROM fault_call
  UNION ALL
  SELECT 'fault_end', capture_id, buffer_id, end_ts, end_cpu, end_rec, tid, dev, ino, NULL, 0, address, CAST(result AS BIGINT), vma
  FROM fault_call
  WHERE end_ts IS NOT NULL
  UNION ALL
  SELECT 'mkwrite_begin', capture_id, buffer_id, start_ts, cpu, rec, tid, dev, ino, index, 0, address, NULL, NULL
  FROM call
  UNION ALL
  SELECT 'mkwrite_end', capture_id, buffer_id, end_ts, end_cpu, end_rec, tid, dev, ino, index, 0, address, CAST(ret AS BIGINT), NULL
  FROM call
  WHERE end_ts IS NOT NULL
  UNION ALL
  SELECT 'folio_added', capture_id, buffer_id, ts, cpu, rec, tid, dev, ino, index, CAST(pages AS INTEGER), NULL, NULL, NULL
  FROM folio_added
  UNION ALL
  SELECT 'folio_removed', capture_id, buffer_id, ts, cpu, rec, tid, dev, ino, index, CAST(pages AS INTEGER), NULL, NULL, NULL
  FROM folio_removed
  UNION ALL
  SELECT 'folio_dirtied', capture_id, buffer_id, ts, cpu, rec, tid, dev, ino, index, 0, NULL, NULL, NULL
  FROM folio_dirtied
  UNION ALL
  SELECT 'folio_cleaned', capture_id, buffer_id, ts, cpu, rec, tid, dev, ino, index, 0, NULL, CAST(cleaned AS BIGINT), NULL
  FROM folio_cleaned
  WHERE dev IS NOT NULL
  UNION ALL
  SELECT 'folio_cancelled', capture_id, buffer_id, ts, cpu, rec, tid, dev, ino, index, 0, NULL, NULL, NULL
  FROM folio_cancelled
  WHERE dev IS NOT NULL
  UNION ALL
  SELECT 'folio_redirtied', capture_id, buffer_id, ts, cpu, rec, tid, dev, ino, index, 0, NULL, NULL, NULL
  FROM folio_redirtied
  WHERE dev IS NOT NULL
  UNION ALL
  SELECT
    CASE kind WHEN 'start' THEN 'writeback_begin' ELSE 'writeback_end' END,
    capture_id, buffer_id, ts, cpu, rec, tid, dev, ino, index, 0, NULL, NULL, NULL
  FROM folio_writeback
  WHERE dev IS NOT NULL
  UNION ALL
  SELECT 'inode_size', capture_id, buffer_id, ts, cpu, rec, tid, dev, ino, NULL, 0, NULL, size, NULL
  FROM inode_size
  WHERE meaning = 'is'
  UNION ALL
  SELECT 'truncated', capture_id, buffer_id, ts, cpu, rec, tid, dev, ino, NULL, 0, NULL, size, NULL
  FROM cache_truncated
  UNION ALL
  SELECT 'unmapped', capture_id, buffer_id, COALESCE(end_ts, start_ts), cpu, rec, tid, NULL, NULL, NULL, 0, address, length, NULL
  FROM syscall
  WHERE name = 'munmap'
    AND COALESCE(ret, 0) = 0
  UNION ALL
  SELECT 'exception', capture_id, buffer_id, ts, cpu, rec, tid, NULL, NULL, NULL, 0, address, CAST(error_code AS BIGINT), NULL
  FROM page_fault
  WHERE write
    AND in_interrupt IS NOT TRUE
  UNION ALL
  SELECT 'exited', capture_id, buffer_id, ts, cpu, rec, tid, NULL, NULL, NULL, 0, NULL, NULL, NULL
  FROM task_exit
),
process AS (
  SELECT capture_id, tid, MIN(tgid) AS tgid
  FROM task_name
  WHERE tgid > 0
  GROUP BY capture_id, tid
  HAVING COUNT(DISTINCT tgid) = 1
),
chosen AS (
  SELECT capture_id, kind, ARG_MAX(buffer_id, rows) AS buffer_id
  FROM (
    SELECT capture_id, kind, buffer_id, COUNT(*) - buffer_id / 1000.0 AS rows
    FROM observation
    GROUP BY capture_id, kind, buffer_id
  )
  GROUP BY capture_id, kind
),
ordered AS (
  SELECT 0 AS rank, o.*
  FROM observation AS o
  SEMI JOIN chosen USING (capture_id, kind, buffer_id)
  UNION ALL
  SELECT 1, 'loss_begin', g.capture_id, g.buffer_id, g.from_ts, 0, 0, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL
  FROM loss_gap AS g
  SEMI JOIN chosen USING (capture_id, buffer_id)
  UNION ALL
  SELECT -1, 'loss_end', g.capture_id, g.buffer_id, g.to_ts, 0, 0, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL
  FROM loss_gap AS g
  SEMI JOIN chosen USING (capture_id, buffer_id)
)
SELECT
  capture_id,
  CAST(kind AS ENUM (
    'loss_begin', 'loss_end', 'fault_begin', 'fault_end', 'mkwrite_begin', 'mkwrite_end', 'folio_added', 'folio_removed',
    'folio_dirtied', 'folio_cleaned', 'folio_cancelled', 'folio_redirtied', 'writeback_begin', 'writeback_end',
    'inode_size', 'truncated', 'unmapped', 'exception', 'exited'
  )) AS kind,
  ts,
  CAST(cpu AS INTEGER) AS cpu,
  CAST(tid AS INTEGER) AS tid,
  COALESCE(CAST(dev AS BIGINT), -1) AS dev,
  COALESCE(CAST(ino AS UBIGINT), CAST(18446744073709551615 AS UBIGINT)) AS ino,
  COALESCE(CAST(index AS UBIGINT), CAST(18446744073709551615 AS UBIGINT)) AS index,
  CAST(pages AS INTEGER) AS pages,
  COALESCE(CAST(address AS UBIGINT), CAST(18446744073709551615 AS UBIGINT)) AS address,
  COALESCE(value, -1) AS value,
  COALESCE(CAST(space AS UBIGINT), CAST(tgid AS UBIGINT), CAST(18446744073709551615 AS UBIGINT)) AS space,
  CAST(rank AS INTEGER) AS rank,
  rec
FROM ordered
LEFT JOIN process USING (capture_id, tid)
ORDER BY
  capture_id,
  ts,
  rank,
  cpu,
  rec
