-- SPDX-License-Identifier: Apache-2.0
-- title:       Places inside page_mkwrite calls where the file system lets go of everything, waits, and begins again
-- needs:       mkwrite, btrfs.btrfs_ordered_extent_start()
-- evidence:    exact if mkwrite; entry and return of each call
-- evidence:    stock; calls without results
-- source:      fs/btrfs/inode.c btrfs_page_mkwrite (5.10, 6.1), fs/btrfs/file.c (6.12): an ordered extent over the page is started and waited for
--              (btrfs_start_ordered_extent), then the call goes back to its label again. Stock tracepoint of the same thread, exact.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      ts BIGINT  when, on the trace clock
-- column:      cpu SMALLINT  cpu
-- column:      tid INTEGER  thread
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      rec BIGINT  place of the record in its cpu buffer: a tie-break where ts is equal
-- column:      function VARCHAR  function called, as in mkwrite
-- column:      call_ts BIGINT  its entry: with tid and function the key of the mkwrite row
-- column:      dev UINTEGER  device of the file system (kernel dev_t); NULL when not recorded
-- column:      ino UBIGINT  inode number of the call's file; NULL when not recorded
SELECT
  e.capture_id,
  e.ts,
  e.cpu,
  e.common_pid AS tid,
  e.buffer_id,
  e.rec,
  m.function,
  m.start_ts AS call_ts,
  m.dev,
  m.ino
FROM src."btrfs.btrfs_ordered_extent_start" AS e
ASOF JOIN (SELECT * FROM mkwrite WHERE level = 'fs' AND unpaired IS NULL) AS m
  ON m.capture_id = e.capture_id
  AND m.buffer_id = e.buffer_id
  AND m.tid = e.common_pid
  AND m.start_ts <= e.ts
WHERE e.ts < m.end_ts
