-- SPDX-License-Identifier: Apache-2.0
-- title:       Files by device and inode number: path and file system, where the capture names them
-- needs:       perf.mmap2(maj, min, ino, filename, ino_generation?)?
-- needs:       mkwrite?
-- needs:       folio_added?
-- needs:       fault_call?
-- needs:       file_open?
-- evidence:    exact if perf.mmap2; the path as the process mapped it
-- evidence:    exact if file_open; the path as the process opened it, and a later call that shows which file it was
-- evidence:    stock; what files beside the capture say, and the type of the file system by its page_mkwrite: paths were not recorded
-- source:      PERF_RECORD_MMAP2 (path as the process saw it when it mapped the file; paths of another mount namespace mean another
--              file); vm_ops->page_mkwrite of the file system, 5.10 to 6.12.
-- note:        files mountinfo, maps, maps.PID and PID.maps beside the capture (tables mount and map) name what no event names.
--              Devices in maps are those of stat: on btrfs not the kernel's of the super block.
-- note:        inode numbers are used again: a row is a number, not a life. A path of perf that ends in ' (deleted)' was unlinked.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      dev UINTEGER  device of the file system (kernel dev_t: major << 20 | minor)
-- column:      ino UBIGINT  inode number
-- column:      device VARCHAR  the device as major:minor
-- column:      path VARCHAR  path; the last one perf recorded, else the last absolute one it was opened by (file_open), else that of
--              a maps file; NULL when nothing names it
-- column:      path_evidence VARCHAR  perf, open or maps; NULL with path
-- column:      paths INTEGER  different paths recorded for it
-- column:      fs VARCHAR  file system type, of mountinfo, else by the page_mkwrite function called on that device; NULL when neither says
-- column:      mount_point VARCHAR  where the file system is mounted, of mountinfo; of several mounts one of its root; NULL when not known
WITH known AS (
  SELECT capture_id, dev, ino FROM mkwrite WHERE dev IS NOT NULL
  UNION
  SELECT capture_id, dev, ino FROM folio_added WHERE dev <> 0
  UNION
  SELECT capture_id, dev, ino FROM fault_call WHERE dev IS NOT NULL
  UNION
  SELECT capture_id, CAST(maj * 1048576 + min AS UINTEGER), CAST(ino AS UBIGINT) FROM src."perf.mmap2" WHERE ino <> 0
  UNION
  SELECT capture_id, dev, ino FROM file_open WHERE dev IS NOT NULL
  UNION
  SELECT capture_id, dev, ino FROM map WHERE ino <> 0
),
mapped AS (
  SELECT
    capture_id, dev, ino,
    ARG_MAX(path, (rank, place)) AS path,
    ARG_MAX(evidence, (rank, place)) AS path_evidence,
    CAST(COUNT(DISTINCT path) AS INTEGER) AS paths
  FROM (
    SELECT
      capture_id, CAST(maj * 1048576 + min AS UINTEGER) AS dev, CAST(ino AS UBIGINT) AS ino, CAST(filename AS VARCHAR) AS path,
      'perf' AS evidence, 3 AS rank, rec AS place
    FROM src."perf.mmap2"
    WHERE ino <> 0
    UNION ALL
    SELECT capture_id, dev, ino, path, 'open', 2, start_ts
    FROM file_open
    WHERE path IS NOT NULL
      AND dev IS NOT NULL
    UNION ALL
    SELECT capture_id, dev, ino, path, 'maps', 1, 0
    FROM map
    WHERE ino <> 0
  )
  GROUP BY capture_id, dev, ino
),
mounted AS (
  SELECT
    capture_id,
    dev,
    ANY_VALUE(fs) AS fs,
    ARG_MIN(mount_point, (root <> '/', mount_id)) AS mount_point
  FROM mount
  GROUP BY capture_id, dev
),
fs AS (
  SELECT capture_id, dev, ANY_VALUE(fs) AS fs
  FROM (
    SELECT DISTINCT
      capture_id,
      dev,
      REGEXP_EXTRACT(function, '^(ext4|xfs|btrfs|f2fs|nfs|fuse|gfs2|ocfs2|ubifs|nilfs|udf|exfat|zonefs|cifs|v9fs|ceph|afs|orangefs)_', 1) AS fs
    FROM mkwrite
    WHERE level = 'fs'
      AND dev IS NOT NULL
  )
  WHERE fs <> ''
  GROUP BY capture_id, dev
  HAVING COUNT(*) = 1
)
SELECT
  k.capture_id,
  k.dev,
  k.ino,
  (k.dev >> 20) || ':' || (k.dev & 1048575) AS device,
  m.path,
  m.path_evidence,
  COALESCE(m.paths, 0) AS paths,
  COALESCE(d.fs, f.fs) AS fs,
  d.mount_point
FROM known AS k
LEFT JOIN mapped AS m
  ON m.capture_id = k.capture_id
  AND m.dev = k.dev
  AND m.ino = k.ino
LEFT JOIN fs AS f
  ON f.capture_id = k.capture_id
  AND f.dev = k.dev
LEFT JOIN mounted AS d
  ON d.capture_id = k.capture_id
  AND d.dev = k.dev
