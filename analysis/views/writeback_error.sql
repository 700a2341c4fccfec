-- SPDX-License-Identifier: Apache-2.0
-- title:       Errors of writeback: recorded in the file's mapping, and reported to an open file
-- needs:       filemap.filemap_set_wb_err(i_ino, s_dev, errseq)?
-- needs:       filemap.file_check_and_advance_wb_err(file?, i_ino, s_dev, old, new)?
-- evidence:    exact if filemap.filemap_set_wb_err, filemap.file_check_and_advance_wb_err; recorded and reported are
--              events
-- evidence:    stock; only one of recorded and reported can be seen
-- note:        An errseq holds an errno in its low 12 bits, whether somebody has seen it in bit 12, and a counter above. The event of
--              set carries what was recorded before, unless the same error was already there unseen: what it recorded shows in the
--              next event of the inode.
-- source:      include/trace/events/filemap.h, lib/errseq.c, 5.10 to 7.2. Exact. Files opened after an error was seen do not report it.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      ts BIGINT  when, on the trace clock
-- column:      cpu SMALLINT  cpu
-- column:      tid INTEGER  thread
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      rec BIGINT  place of the record in its cpu buffer: a tie-break where ts is equal
-- column:      kind VARCHAR  set (an error of writing was recorded) or checked (fsync, msync, close or so looked for one)
-- column:      dev UINTEGER  device of the file system (kernel dev_t)
-- column:      ino UBIGINT  inode number
-- column:      errno INTEGER  the error, positive, that is recorded after this; 0 for none; NULL for a set that nothing follows
-- column:      errseq UINTEGER  set: as the event has it (see note); checked: the mapping's errseq after it
-- column:      file UBIGINT  checked: kernel's pointer to the open file; NULL for set
-- column:      old_errseq UINTEGER  checked: what this open file had seen before; NULL for set
-- column:      reported BOOLEAN  checked: the error was new to this open file, so the caller got it; NULL for set
-- column:      reported_ts BIGINT  set: when an open file first reported an error of this inode after this; NULL when none did
-- column:      reported_tid INTEGER  set: thread that got it; NULL with reported_ts
WITH event AS (
  SELECT
    'set' AS kind, capture_id, ts, cpu, common_pid AS tid, buffer_id, rec, CAST(s_dev AS UINTEGER) AS dev, CAST(i_ino AS UBIGINT) AS ino,
    CAST(errseq AS UINTEGER) AS errseq, CAST(NULL AS UBIGINT) AS file, CAST(NULL AS UINTEGER) AS old_errseq
  FROM src."filemap.filemap_set_wb_err"
  UNION ALL
  SELECT
    'checked', capture_id, ts, cpu, common_pid, buffer_id, rec, CAST(s_dev AS UINTEGER), CAST(i_ino AS UBIGINT),
    CAST("new" AS UINTEGER), CAST(file AS UBIGINT), CAST("old" AS UINTEGER)
  FROM src."filemap.file_check_and_advance_wb_err"
),
report AS (
  SELECT capture_id, dev, ino, ts, tid
  FROM event
  WHERE kind = 'checked'
    AND errseq <> old_errseq
    AND (errseq & 4095) <> 0
)
SELECT
  e.capture_id,
  e.ts,
  e.cpu,
  e.tid,
  e.buffer_id,
  e.rec,
  e.kind,
  e.dev,
  e.ino,
  CAST((CASE WHEN e.kind = 'set' THEN e.next_errseq ELSE e.errseq END) & 4095 AS INTEGER) AS errno,
  e.errseq,
  e.file,
  e.old_errseq,
  CASE WHEN e.kind = 'checked' THEN e.errseq <> e.old_errseq AND (e.errseq & 4095) <> 0 END AS reported,
  CASE WHEN e.kind = 'set' THEN r.ts END AS reported_ts,
  CASE WHEN e.kind = 'set' THEN r.tid END AS reported_tid
FROM (
  SELECT *, LEAD(errseq) OVER (PARTITION BY capture_id, buffer_id, dev, ino ORDER BY ts, cpu, rec) AS next_errseq
  FROM event
) AS e
ASOF LEFT JOIN report AS r
  ON r.capture_id = e.capture_id
  AND r.dev = e.dev
  AND r.ino = e.ino
  AND r.ts >= e.ts
