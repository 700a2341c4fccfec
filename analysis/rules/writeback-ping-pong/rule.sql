-- SPDX-License-Identifier: Apache-2.0
-- id:        writeback-ping-pong
-- title:     A file's writeback went to and fro between cgroups
-- severity:  medium
-- family:    throttling
-- anomaly:   D08
-- evidence:  exact
-- needs:     foreign_dirty
-- param:     min_switches = 4  switches, at the least
-- param:     window_s = 60  time they fall into [s]
-- reference: fs/fs-writeback.c inode_switch_wbs, WB_FRN_MAX_IN_FLIGHT 1024 (5.4 to 6.12)
WITH switched AS (
  SELECT
    *,
    ts - LAG(ts, $min_switches - 1) OVER inode_order AS spanned
  FROM foreign_dirty
  WHERE kind = 'switched'
  WINDOW inode_order AS (PARTITION BY capture_id, bdi, ino ORDER BY ts, rec)
)
SELECT
  MIN(ts) AS ts,
  ARG_MIN(cpu, ts) AS cpu,
  ARG_MIN(tid, ts) AS tid,
  format('inode {} on bdi {}', ino, bdi) AS subject,
  format('its writeback changed its cgroup {} times in {} s, between {} cgroups', COUNT(*), (MAX(ts) - MIN(ts)) // 1000000000, COUNT(DISTINCT new_cgroup_ino)) AS message,
  capture_id,
  bdi,
  ANY_VALUE(dev) AS dev,
  ino,
  COUNT(*) AS switches,
  COUNT(DISTINCT new_cgroup_ino) AS cgroups,
  MAX(ts) AS last_ts
FROM switched
GROUP BY capture_id, bdi, ino
HAVING MIN(spanned) <= CAST($window_s AS BIGINT) * 1000000000
  AND COUNT(DISTINCT new_cgroup_ino) < COUNT(*)
ORDER BY capture_id, ts, bdi, ino
