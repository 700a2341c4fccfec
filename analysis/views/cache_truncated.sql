-- SPDX-License-Identifier: Apache-2.0
-- title:       Ends of truncate_pagecache: no folio at or behind the size is in the page cache any more
-- materialise: yes
-- needs:       probe.truncate_pagecache(ino, dev, newsize)
-- needs:       probe.truncate_pagecache__return()
-- evidence:    exact; entry and return of the function
-- source:      mm/truncate.c truncate_pagecache, 5.10 to 6.12: unmaps, removes every folio of the range under its lock, unmaps again.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      ts BIGINT  return of truncate_pagecache
-- column:      cpu SMALLINT  cpu
-- column:      tid INTEGER  thread
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      rec BIGINT  place of the record in its cpu buffer: a tie-break where ts is equal
-- column:      dev UINTEGER  device of the file system (kernel dev_t)
-- column:      ino UBIGINT  inode number
-- column:      size BIGINT  bytes
WITH event AS (
  SELECT
    capture_id, buffer_id, ts, cpu, common_pid AS tid, rec, FALSE AS is_return,
    CAST(dev AS UINTEGER) AS dev,
    CAST(ino AS UBIGINT) AS ino,
    CAST(newsize AS BIGINT) AS size
  FROM src."probe.truncate_pagecache"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, rec, TRUE, NULL, NULL, NULL
  FROM src."probe.truncate_pagecache__return"
),
paired AS (
  SELECT
    *,
    LAG(is_return) OVER thread AS after_return,
    LAG(dev) OVER thread AS entry_dev,
    LAG(ino) OVER thread AS entry_ino,
    LAG(size) OVER thread AS entry_size
  FROM event
  WINDOW thread AS (PARTITION BY capture_id, buffer_id, tid ORDER BY ts, rec)
)
SELECT
  capture_id,
  ts,
  cpu,
  tid,
  buffer_id,
  rec,
  entry_dev AS dev,
  entry_ino AS ino,
  entry_size AS size
FROM paired
WHERE is_return
  AND after_return IS FALSE
  AND entry_dev <> 0
