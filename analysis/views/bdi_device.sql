-- SPDX-License-Identifier: Apache-2.0
-- title:       Which file system devices stand behind the backing device that an event names
-- materialise: yes
-- needs:       inode_sighting
-- needs:       writeback.writeback_mark_inode_dirty(name, ino, state?, flags?)?
-- needs:       writeback.writeback_dirty_inode_enqueue(dev, ino, state?, mode?, dirtied_when?)?
-- evidence:    exact if writeback.writeback_mark_inode_dirty, writeback.writeback_dirty_inode_enqueue; one thread
--              names an inode both ways in one call
-- evidence:    stock; the device is inferred from equal inode numbers (likely) or from the bdi's own number (assumed)
-- source:      include/trace/events/writeback.h: most events name the bdi, which belongs to a whole disk or to a mount, some the
--              device of the file system. fs/fs-writeback.c __mark_inode_dirty emits one of each for an inode that becomes dirty.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      bdi VARCHAR  backing device as events name it: a whole disk (major:minor), or a name such as btrfs-1
-- column:      dev UINTEGER  device of a file system on it (kernel dev_t)
-- column:      evidence VARCHAR  event: one thread named both for one inode in one call (exact); inode: both were named for the
--              same inode numbers (likely); number: only the bdi's own number is known, right when the file system fills the
--              disk (assumed)
-- column:      block_device BOOLEAN  not a file system but the block devices' own page cache (the kernel's internal bdev file
--              system, major 0), which has the disk's bdi
-- column:      inodes BIGINT  inode numbers that say so; 0 for number
-- column:      ambiguous BOOLEAN  several file systems share the bdi: its name and an inode number do not name a file
WITH named AS (
  SELECT capture_id, bdi, ino FROM inode_sighting WHERE bdi IS NOT NULL
),
bdi AS (
  SELECT DISTINCT
    capture_id,
    bdi,
    CASE
      WHEN REGEXP_FULL_MATCH(bdi, '[0-9]+:[0-9]+')
        THEN CAST(SPLIT_PART(bdi, ':', 1) AS UBIGINT) * 1048576 + CAST(SPLIT_PART(bdi, ':', 2) AS UBIGINT)
    END AS own_dev
  FROM named
),
fact AS (
  SELECT capture_id, dev, ino FROM inode_sighting WHERE dev IS NOT NULL
),
called AS (
  SELECT e.capture_id, CAST(m.name AS VARCHAR) AS bdi, CAST(e.dev AS UBIGINT) AS dev, COUNT(DISTINCT e.ino) AS inodes
  FROM src."writeback.writeback_dirty_inode_enqueue" AS e
  ASOF JOIN src."writeback.writeback_mark_inode_dirty" AS m
    ON m.capture_id = e.capture_id
    AND m.buffer_id = e.buffer_id
    AND m.common_pid = e.common_pid
    AND m.ts <= e.ts
  WHERE m.ino = e.ino
  GROUP BY e.capture_id, m.name, e.dev
),
shared AS (
  SELECT b.capture_id, b.bdi, f.dev, COUNT(*) AS inodes
  FROM bdi AS b
  JOIN named AS n
    ON n.capture_id = b.capture_id
    AND n.bdi = b.bdi
  JOIN fact AS f
    ON f.capture_id = n.capture_id
    AND f.ino = n.ino
  ANTI JOIN called AS c
    ON c.capture_id = b.capture_id
    AND c.bdi = b.bdi
    AND (c.dev < 1048576) = (f.dev < 1048576)
  ANTI JOIN bdi AS other
    ON other.capture_id = f.capture_id
    AND other.own_dev = f.dev
    AND other.bdi <> b.bdi
  WHERE b.own_dev IS NULL
     OR f.dev BETWEEN b.own_dev AND b.own_dev + 15
     OR (f.dev < 1048576 AND f.ino BETWEEN b.own_dev AND b.own_dev + 15)
  GROUP BY b.capture_id, b.bdi, f.dev
),
known AS (
  SELECT capture_id, bdi, dev, 'event' AS evidence, inodes FROM called
  UNION ALL
  SELECT capture_id, bdi, dev, 'inode', inodes FROM shared
),
complete AS (
  SELECT * FROM known
  UNION ALL
  SELECT b.capture_id, b.bdi, b.own_dev, 'number', 0
  FROM bdi AS b
  ANTI JOIN known AS k
    ON k.capture_id = b.capture_id
    AND k.bdi = b.bdi
    AND (k.dev >= 1048576 OR b.own_dev < 1048576)
  WHERE b.own_dev IS NOT NULL
)
SELECT
  capture_id,
  bdi,
  CAST(dev AS UINTEGER) AS dev,
  evidence,
  block_device,
  inodes,
  COUNT(*) FILTER (NOT block_device) OVER (PARTITION BY capture_id, bdi) > 1 AS ambiguous
FROM (
  SELECT *, dev < 1048576 AND REGEXP_FULL_MATCH(bdi, '[0-9]+:[0-9]+') AND NOT STARTS_WITH(bdi, '0:') AS block_device
  FROM complete
)
