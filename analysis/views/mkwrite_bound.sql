-- SPDX-License-Identifier: Apache-2.0
-- title:       Successful page_mkwrite calls with an upper bound of the file's size during the call
-- materialise: yes
-- needs:       mkwrite
-- needs:       inode_size
-- needs:       loss_gap
-- evidence:    exact if mkwrite, inode_size; calls with results, and every truncate
-- evidence:    stock; results of calls, or truncates, are known in part
-- note:        i_size falls only by a truncate (inode_size). A size read at bound_ts, after the call and with no truncate
--              since the call began, therefore bounds i_size for the whole call from above, whatever unseen writes did
--              to it. The next truncate had not happened at bound_ts when its from_ts is later, or when the size read
--              is not the size it set.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      tid INTEGER  thread that made the call
-- column:      cpu SMALLINT  cpu of the entry
-- column:      rec BIGINT  place of the entry record in its cpu buffer
-- column:      start_ts BIGINT  entry
-- column:      end_ts BIGINT  return
-- column:      function VARCHAR  as in mkwrite
-- column:      level VARCHAR  as in mkwrite
-- column:      address UBIGINT  as in mkwrite
-- column:      index UBIGINT  as in mkwrite
-- column:      dev UINTEGER  as in mkwrite
-- column:      ino UBIGINT  as in mkwrite
-- column:      pos BIGINT  offset of the page in the file [bytes]
-- column:      size_bound BIGINT  the file was at most this large during the whole call [bytes]; NULL when nothing says
--              so
-- column:      bound_ts BIGINT  when that size was read; NULL with size_bound
-- column:      bound_evidence VARCHAR  function or event that read it
-- column:      lost BOOLEAN  a loss of the buffer overlaps the time from the call's start to bound_ts: a truncate may
--              be missing from it
-- column:      truncates_recorded BOOLEAN  the capture has truncates at all, so that their absence means something
-- column:      beyond BOOLEAN  the page lay beyond the end of the file for the whole call; equality is allowed where a kernel of
--              5.10 to 6.12 allows it (ext4 and block_page_mkwrite, and do_page_mkwrite, which may be theirs); NULL with size_bound
WITH call AS (
  SELECT
    m.capture_id, m.buffer_id, m.tid, m.cpu, m.rec, m.start_ts, m.end_ts, m.function, m.level, m.address, m.index, m.dev, m.ino,
    TRY_CAST(CAST(m.index AS HUGEINT) * c.page_size AS BIGINT) AS pos
  FROM mkwrite AS m
  JOIN capture AS c
    ON c.capture_id = m.capture_id
  WHERE m.succeeded
    AND m.end_ts IS NOT NULL
    AND m.ino IS NOT NULL
    AND m.index IS NOT NULL
),
bounded AS (
  {{size_bound call}}
)
SELECT
  *,
  CASE
    WHEN function IN ('ext4_page_mkwrite', 'block_page_mkwrite', 'do_page_mkwrite') THEN pos > size_bound
    ELSE pos >= size_bound
  END AS beyond
FROM bounded
