-- SPDX-License-Identifier: Apache-2.0
-- title:       page_mkwrite calls of file systems that hold off a freeze in it, and whether they did
-- materialise: yes
-- needs:       mkwrite
-- needs:       lock_event
-- evidence:    exact if mkwrite, lock_event; lockdep's events inside the calls
-- evidence:    stock; calls are known in part
-- source:      fs/ext4/inode.c ext4_page_mkwrite, fs/xfs/xfs_file.c (write faults), fs/btrfs btrfs_page_mkwrite, fs/f2fs/file.c,
--              mm/filemap.c filemap_page_mkwrite, 5.10 to 6.12: all call sb_start_pagefault, which takes the percpu rwsem that
--              lockdep calls sb_pagefaults. Functions that are not known to do so are left out.
-- note:        A call that ended in an error may have failed before the protection (an immutable file), so it is not judged. A
--              capture in which no class of the freeze levels (sb_writers, sb_pagefaults, sb_internal) ever appears was
--              recorded with a filter that leaves them out: nothing is judged in it.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      tid INTEGER  thread that made the call
-- column:      cpu SMALLINT  cpu of the entry
-- column:      rec BIGINT  place of the entry record in its cpu buffer
-- column:      start_ts BIGINT  entry
-- column:      end_ts BIGINT  return; NULL when unpaired is not
-- column:      unpaired VARCHAR  as in mkwrite
-- column:      function VARCHAR  as in mkwrite
-- column:      index UBIGINT  as in mkwrite
-- column:      dev UINTEGER  as in mkwrite
-- column:      ino UBIGINT  as in mkwrite
-- column:      protected BOOLEAN  the thread took sb_pagefaults during the call; NULL when that cannot be judged
-- column:      protected_ts BIGINT  when it did
WITH call AS (
  SELECT
    capture_id, buffer_id, tid, cpu, rec, start_ts, end_ts, unpaired, function, index, dev, ino, ret
  FROM mkwrite
  WHERE function IN (
    'ext4_page_mkwrite',
    'xfs_filemap_page_mkwrite',
    'btrfs_page_mkwrite',
    'f2fs_vm_page_mkwrite',
    'filemap_page_mkwrite'
  )
),
taken AS (
  SELECT capture_id, buffer_id, tid, ts
  FROM lock_event
  WHERE kind = 'acquire'
    AND lock_class = 'sb_pagefaults'
    AND in_interrupt IS NOT TRUE
),
filtered AS (
  SELECT capture_id, buffer_id
  FROM lock_event
  WHERE lock_class IN ('sb_writers', 'sb_pagefaults', 'sb_internal')
  GROUP BY capture_id, buffer_id
)
SELECT
  c.capture_id,
  c.buffer_id,
  c.tid,
  c.cpu,
  c.rec,
  c.start_ts,
  c.end_ts,
  c.unpaired,
  c.function,
  c.index,
  c.dev,
  c.ino,
  CASE WHEN c.end_ts IS NOT NULL AND (c.ret & 2163) = 0 AND f.capture_id IS NOT NULL THEN COALESCE(t.ts <= c.end_ts, FALSE) END AS protected,
  CASE WHEN t.ts <= c.end_ts THEN t.ts END AS protected_ts
FROM call AS c
ASOF LEFT JOIN taken AS t
  ON t.capture_id = c.capture_id
  AND t.buffer_id = c.buffer_id
  AND t.tid = c.tid
  AND t.ts >= c.start_ts
LEFT JOIN filtered AS f
  ON f.capture_id = c.capture_id
  AND f.buffer_id = c.buffer_id
