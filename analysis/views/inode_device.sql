-- SPDX-License-Identifier: Apache-2.0
-- title:       The file system device of an inode that events name by its backing device
-- materialise: yes
-- needs:       inode_sighting
-- needs:       bdi_device
-- evidence:    exact if bdi_device; events name the devices behind the bdi
-- evidence:    stock; the devices behind the bdi are inferred
-- note:        The inode of a block device's own page cache has the device's number as its inode number, and is of no file system.
-- source:      As bdi_device.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      bdi VARCHAR  backing device as events name it
-- column:      ino UBIGINT  inode number
-- column:      dev UINTEGER  device of its file system (kernel dev_t); NULL when it cannot be known
-- column:      evidence VARCHAR  inode: the only device on this bdi with events of this inode number (likely); bdi: the only
--              device known on this bdi (assumed); NULL with dev
-- column:      ambiguous BOOLEAN  several devices on this bdi fit: two files have this name, and nothing tells them apart
WITH named AS (
  SELECT capture_id, bdi, ino FROM inode_sighting WHERE bdi IS NOT NULL
),
fact AS (
  SELECT capture_id, dev, ino FROM inode_sighting WHERE dev IS NOT NULL
),
candidate AS (
  SELECT
    n.capture_id,
    n.bdi,
    n.ino,
    COUNT(DISTINCT d.dev) FILTER (NOT d.block_device) AS devices,
    COUNT(DISTINCT f.dev) AS named_devices,
    MIN(d.dev) FILTER (NOT d.block_device) AS dev,
    MIN(f.dev) AS named_dev
  FROM named AS n
  LEFT JOIN bdi_device AS d
    ON d.capture_id = n.capture_id
    AND d.bdi = n.bdi
  LEFT JOIN fact AS f
    ON f.capture_id = n.capture_id
    AND f.ino = n.ino
    AND f.dev = d.dev
  GROUP BY n.capture_id, n.bdi, n.ino
)
SELECT
  capture_id,
  bdi,
  ino,
  CAST(CASE WHEN named_devices = 1 THEN named_dev WHEN named_devices = 0 AND devices = 1 THEN dev END AS UINTEGER) AS dev,
  CASE WHEN named_devices = 1 THEN 'inode' WHEN named_devices = 0 AND devices = 1 THEN 'bdi' END AS evidence,
  named_devices > 1 OR (named_devices = 0 AND devices > 1) AS ambiguous
FROM (
  SELECT * REPLACE (
    CASE WHEN REGEXP_FULL_MATCH(bdi, '[0-9]+:[0-9]+') AND ino // 1048576 = CAST(SPLIT_PART(bdi, ':', 1) AS UBIGINT) THEN 0 ELSE devices END AS devices
  )
  FROM candidate
)
