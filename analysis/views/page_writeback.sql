-- SPDX-License-Identifier: Apache-2.0
-- title:       Intervals in which a folio was under writeback
-- needs:       page_event, loss_gap
-- evidence:    exact if page_event; both ends of each interval
-- evidence:    stock; ends were not recorded
-- source:      mm/page-writeback.c: from __folio_start_writeback to the end of writeback of the same folio, on whatever cpu and
--              thread that runs. Exact for intervals with both ends; probes on both functions are needed.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      dev UINTEGER  device of the file system (kernel dev_t)
-- column:      ino UBIGINT  inode number
-- column:      index UBIGINT  page offset in the file of the folio's first page [pages]
-- column:      start_ts BIGINT  begin of writeback; NULL when it was before the capture, or lost
-- column:      end_ts BIGINT  end of writeback; NULL while it is still going on at the capture's end, or lost
-- column:      tid INTEGER  thread that started it; NULL with start_ts
-- column:      end_tid INTEGER  thread that ran at its end; NULL with end_ts
-- column:      pages BIGINT  pages of the folio, a lower bound where page_event says so
-- column:      buffer_id UTINYINT  ring buffer that recorded it
-- column:      open VARCHAR  NULL for a whole interval; 'no start', 'no end', or 'lost events': a loss of the buffer overlaps it, so
--              it may be two
WITH side AS (
  SELECT
    *,
    LAG(kind) OVER page AS last_kind,
    LEAD(kind) OVER page AS next_kind,
    LEAD(ts) OVER page AS next_ts,
    LEAD(tid) OVER page AS next_tid
  FROM page_event
  WHERE kind IN ('writeback_started', 'writeback_ended')
  WINDOW page AS (PARTITION BY capture_id, dev, ino, index ORDER BY seq)
),
interval AS (
  SELECT
    *,
    CASE WHEN kind = 'writeback_started' THEN ts END AS start_ts,
    CASE WHEN kind = 'writeback_ended' THEN ts WHEN next_kind = 'writeback_ended' THEN next_ts END AS end_ts,
    CASE WHEN kind = 'writeback_started' THEN tid END AS start_tid,
    CASE WHEN kind = 'writeback_ended' THEN tid WHEN next_kind = 'writeback_ended' THEN next_tid END AS end_tid
  FROM side
  WHERE kind = 'writeback_started'
     OR last_kind IS DISTINCT FROM 'writeback_started'
)
SELECT
  i.capture_id,
  i.dev,
  i.ino,
  i.index,
  i.start_ts,
  i.end_ts,
  i.start_tid AS tid,
  i.end_tid,
  i.pages,
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
