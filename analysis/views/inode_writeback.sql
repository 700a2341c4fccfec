-- SPDX-License-Identifier: Apache-2.0
-- title:       Intervals in which an inode had pages under writeback
-- needs:       writeback.sb_mark_inode_writeback(dev, ino, state?, mode?, dirtied_when?)
-- needs:       writeback.sb_clear_inode_writeback(dev, ino, state?, mode?, dirtied_when?)
-- needs:       loss_gap
-- evidence:    exact; the first folio that enters and the last that leaves; nothing about single folios
-- source:      include/trace/events/writeback.h sb_mark_inode_writeback and sb_clear_inode_writeback, 5.10 to 7.2: the first page
--              enters writeback, the last one leaves it. Stock tracepoints: exact for the inode, nothing about single pages.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      dev UINTEGER  device of the file system (kernel dev_t)
-- column:      ino UBIGINT  inode number
-- column:      start_ts BIGINT  first page entered writeback; NULL when that was before the capture, or lost
-- column:      end_ts BIGINT  last page left it; NULL while it is going on at the capture's end, or lost
-- column:      tid INTEGER  thread that started it; NULL with start_ts
-- column:      end_tid INTEGER  thread that ran at its end; NULL with end_ts
-- column:      buffer_id UTINYINT  ring buffer that recorded it
-- column:      open VARCHAR  NULL for a whole interval; 'no start', 'no end', or 'lost events': a loss of the buffer overlaps it
WITH event AS (
  SELECT TRUE AS starts, capture_id, ts, cpu, common_pid AS tid, buffer_id, rec, CAST(dev AS UINTEGER) AS dev, CAST(ino AS UBIGINT) AS ino
  FROM src."writeback.sb_mark_inode_writeback"
  UNION ALL
  SELECT FALSE, capture_id, ts, cpu, common_pid, buffer_id, rec, CAST(dev AS UINTEGER), CAST(ino AS UBIGINT)
  FROM src."writeback.sb_clear_inode_writeback"
),
followed AS (
  SELECT
    *,
    LAG(starts) OVER inode AS last_starts,
    LEAD(starts) OVER inode AS next_starts,
    LEAD(ts) OVER inode AS next_ts,
    LEAD(tid) OVER inode AS next_tid
  FROM event
  WINDOW inode AS (PARTITION BY capture_id, buffer_id, dev, ino ORDER BY ts, cpu, rec)
),
interval AS (
  SELECT
    *,
    CASE WHEN starts THEN ts END AS start_ts,
    CASE WHEN NOT starts THEN ts WHEN NOT next_starts THEN next_ts END AS end_ts,
    CASE WHEN starts THEN tid END AS start_tid,
    CASE WHEN NOT starts THEN tid WHEN NOT next_starts THEN next_tid END AS end_tid
  FROM followed
  WHERE starts
     OR last_starts IS NOT TRUE
)
SELECT
  i.capture_id,
  i.dev,
  i.ino,
  i.start_ts,
  i.end_ts,
  i.start_tid AS tid,
  i.end_tid,
  i.buffer_id,
  CASE
    WHEN i.start_ts IS NULL THEN 'no start'
    WHEN g.to_ts >= i.start_ts THEN 'lost events'
    WHEN i.end_ts IS NULL THEN 'no end'
  END AS open
FROM interval AS i
ASOF LEFT JOIN loss_gap AS g
  ON g.capture_id = i.capture_id
  AND g.buffer_id = i.buffer_id
  AND g.from_ts <= COALESCE(i.end_ts, i.next_ts, 9223372036854775807)
