-- SPDX-License-Identifier: Apache-2.0
-- id:        mkwrite-restart
-- title:     Write faults began again inside the file system
-- severity:  low
-- family:    latency
-- anomaly:   E04
-- evidence:  exact
-- needs:     mkwrite_restart
-- param:     min_rounds = 2  rounds of one call after its first, at the least
-- reference: fs/btrfs/inode.c btrfs_page_mkwrite, label again (5.10, 6.1), fs/btrfs/file.c (6.12); fs/btrfs/ordered-data.c btrfs_start_ordered_extent
WITH call AS (
  SELECT capture_id, buffer_id, tid, function, call_ts, dev, ino, ANY_VALUE(cpu) AS cpu, COUNT(*) AS restarts, MAX(ts) AS last_ts
  FROM mkwrite_restart
  GROUP BY capture_id, buffer_id, tid, function, call_ts, dev, ino
)
SELECT
  MIN(call_ts) AS ts,
  ARG_MIN(cpu, call_ts) AS cpu,
  ARG_MIN(tid, call_ts) AS tid,
  CASE WHEN ino IS NULL OR dev IS NULL THEN function ELSE format('inode {} on device {}:{}', ino, dev >> 20, dev & 1048575) END AS subject,
  format('{} write faults began again inside {}, one of them {} times', COUNT(*), function, MAX(restarts)) AS message,
  capture_id,
  function,
  dev,
  ino,
  COUNT(*) AS calls,
  MAX(restarts) AS restarts,
  MAX(last_ts) AS last_ts
FROM call
GROUP BY capture_id, function, dev, ino
HAVING MAX(restarts) >= $min_rounds
ORDER BY capture_id, ts, function
