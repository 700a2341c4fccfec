-- SPDX-License-Identifier: Apache-2.0
-- title:       What the capture says about i_size over time: one row per statement, not per file
-- materialise: yes
-- needs:       probe.balance_dirty_pages_ratelimited(ino, dev, isize)?
-- needs:       probe.balance_dirty_pages_ratelimited_flags(ino, dev, isize)?
-- needs:       probe.do_writepages(ino, dev, isize)?
-- needs:       probe.filemap_write_and_wait_range(ino, dev, isize)?
-- needs:       probe.unmap_mapping_range(ino, dev, isize)?
-- needs:       probe.truncate_pagecache(ino, dev, newsize)?
-- needs:       ext4.ext4_da_write_end(dev, ino, pos, len, copied)?
-- needs:       ext4.ext4_write_end(dev, ino, pos, len, copied)?
-- needs:       xfs.xfs_zero_eof(dev, ino, isize)?
-- needs:       xfs.xfs_setattr(dev, ino)?
-- needs:       syscall?
-- evidence:    exact if probe.truncate_pagecache; every fall of i_size is stated
-- evidence:    stock; single readings: a truncate between them is not seen
-- source:      include/linux/fs.h i_size_read; mm/truncate.c truncate_setsize writes i_size, then calls
--              truncate_pagecache (5.10 to 6.12), and i_size falls on no other path but collapse range, which calls
--              truncate_pagecache too, with an offset (changed). Between two set or changed rows i_size never falls.
--              Writes that raise it need not be in the capture.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      ts BIGINT  when, on the trace clock
-- column:      cpu SMALLINT  cpu
-- column:      tid INTEGER  thread
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      rec BIGINT  place of the record in its cpu buffer: a tie-break where ts is equal
-- column:      dev UINTEGER  device of the file system, the kernel's dev_t (major << 20 | minor)
-- column:      ino UBIGINT  inode number
-- column:      size BIGINT  bytes; NULL for changed
-- column:      meaning VARCHAR  is: i_size was size at ts, read from the inode. set: a truncate set it to size shortly
--              before ts. at_least: it is size or more soon after ts. changed: a collapse or insert range may have
--              moved it around ts
-- column:      from_ts BIGINT  set, changed: latest moment known to precede the change, NULL when none is known; other
--              rows: ts
-- column:      evidence VARCHAR  function or event the statement comes from
WITH stated AS (
  SELECT capture_id, ts, cpu, common_pid AS tid, buffer_id, rec, dev, ino, isize AS size, 'is' AS meaning, 'balance_dirty_pages_ratelimited' AS evidence
  FROM src."probe.balance_dirty_pages_ratelimited"
  UNION ALL
  SELECT capture_id, ts, cpu, common_pid AS tid, buffer_id, rec, dev, ino, isize AS size, 'is' AS meaning, 'balance_dirty_pages_ratelimited_flags' AS evidence
  FROM src."probe.balance_dirty_pages_ratelimited_flags"
  UNION ALL
  SELECT capture_id, ts, cpu, common_pid AS tid, buffer_id, rec, dev, ino, isize AS size, 'is' AS meaning, 'do_writepages' AS evidence
  FROM src."probe.do_writepages"
  UNION ALL
  SELECT capture_id, ts, cpu, common_pid AS tid, buffer_id, rec, dev, ino, isize AS size, 'is' AS meaning, 'filemap_write_and_wait_range' AS evidence
  FROM src."probe.filemap_write_and_wait_range"
  UNION ALL
  SELECT capture_id, ts, cpu, common_pid AS tid, buffer_id, rec, dev, ino, isize AS size, 'is' AS meaning, 'unmap_mapping_range' AS evidence
  FROM src."probe.unmap_mapping_range"
  UNION ALL
  SELECT capture_id, ts, cpu, common_pid, buffer_id, rec, dev, ino, isize, 'is', 'xfs_zero_eof'
  FROM src."xfs.xfs_zero_eof"
  UNION ALL
  SELECT capture_id, ts, cpu, common_pid, buffer_id, rec, dev, ino, pos + copied, 'at_least', 'ext4_da_write_end'
  FROM src."ext4.ext4_da_write_end"
  UNION ALL
  SELECT capture_id, ts, cpu, common_pid, buffer_id, rec, dev, ino, pos + copied, 'at_least', 'ext4_write_end'
  FROM src."ext4.ext4_write_end"
  UNION ALL
  SELECT capture_id, ts, cpu, common_pid, buffer_id, rec, dev, ino, newsize, 'set', 'truncate_pagecache'
  FROM src."probe.truncate_pagecache"
),
resizing AS (
  SELECT capture_id, tid, start_ts, COALESCE(end_ts, 9223372036854775807) AS end_ts, name, length
  FROM syscall
  WHERE name IN ('truncate', 'ftruncate', 'fallocate')
),
setattr AS (
  SELECT capture_id, common_pid AS tid, ts, dev, ino
  FROM src."xfs.xfs_setattr"
  UNION ALL
  SELECT capture_id, common_pid, ts, dev, ino
  FROM src."xfs.xfs_zero_eof"
),
placed AS (
  SELECT
    s.*,
    CASE WHEN r.end_ts >= s.ts THEN GREATEST(r.start_ts, x.ts) END AS call_ts,
    COALESCE(r.end_ts >= s.ts AND (r.name = 'fallocate' OR r.length <> CAST(s.size AS BIGINT)), FALSE) AS moved
  FROM stated AS s
  ASOF LEFT JOIN resizing AS r
    ON r.capture_id = s.capture_id
    AND r.tid = s.tid
    AND r.start_ts <= s.ts
  ASOF LEFT JOIN setattr AS x
    ON x.capture_id = s.capture_id
    AND x.tid = s.tid
    AND x.dev = s.dev
    AND x.ino = s.ino
    AND x.ts <= s.ts
  WHERE s.dev <> 0
)
SELECT
  capture_id,
  ts,
  cpu,
  tid,
  buffer_id,
  rec,
  CAST(dev AS UINTEGER) AS dev,
  CAST(ino AS UBIGINT) AS ino,
  CASE WHEN meaning <> 'set' OR NOT moved THEN CAST(size AS BIGINT) END AS size,
  CASE WHEN meaning = 'set' AND moved THEN 'changed' ELSE meaning END AS meaning,
  CASE WHEN meaning = 'set' THEN call_ts ELSE ts END AS from_ts,
  evidence
FROM placed
