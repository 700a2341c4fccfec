-- SPDX-License-Identifier: Apache-2.0
-- id:        foreign-dirty
-- title:     A file is dirtied by one cgroup and charged to another
-- severity:  medium
-- family:    throttling
-- anomaly:   D07
-- needs:     foreign_dirty, folio_dirtied
-- param:     share_percent = 10  share of the file's dirtied folios that are foreign [%]
-- param:     min_s = 2  time it lasts, at the least: the slot of the kernel's own measure [s]
-- param:     switch_s = 16  time in which the kernel should have given the inode to the other cgroup [s]
-- reference: fs/fs-writeback.c wbc_detach_inode (WB_FRN_TIME_PERIOD 2 s, 16 slots), mm/memcontrol.c mem_cgroup_track_foreign_dirty_slowpath (5.4 to 6.12)
WITH own AS (
  SELECT
    capture_id,
    bdi,
    dev,
    ino,
    MIN(ts) AS ts,
    ARG_MIN(cpu, ts) AS cpu,
    ARG_MIN(tid, ts) AS tid,
    MAX(ts) AS last_ts,
    COUNT(*) AS foreign_folios,
    MODE(page_cgroup_ino) AS dirtier,
    MODE(cgroup_ino) AS charged
  FROM foreign_dirty
  WHERE kind = 'dirtied'
  GROUP BY capture_id, bdi, dev, ino
  HAVING MAX(ts) - MIN(ts) > CAST($min_s AS BIGINT) * 1000000000
),
dirtied AS (
  SELECT o.capture_id, o.bdi, o.dev, o.ino, COUNT(*) AS folios
  FROM own AS o
  JOIN folio_dirtied AS d
    ON d.capture_id = o.capture_id
    AND d.ino = o.ino
    AND d.dev IS NOT DISTINCT FROM o.dev
    AND d.ts BETWEEN o.ts AND o.last_ts
  GROUP BY o.capture_id, o.bdi, o.dev, o.ino
),
measured AS (
  SELECT o.*, c.end_ts, COALESCE(d.folios, 0) AS folios, s.ts <= o.ts + CAST($switch_s AS BIGINT) * 1000000000 AS switched
  FROM own AS o
  JOIN capture AS c
    ON c.capture_id = o.capture_id
  LEFT JOIN dirtied AS d
    ON d.capture_id = o.capture_id
    AND d.bdi = o.bdi
    AND d.dev IS NOT DISTINCT FROM o.dev
    AND d.ino = o.ino
  ASOF LEFT JOIN (SELECT capture_id, bdi, ino, ts FROM foreign_dirty WHERE kind = 'switched') AS s
    ON s.capture_id = o.capture_id
    AND s.bdi = o.bdi
    AND s.ino = o.ino
    AND s.ts >= o.ts
)
SELECT
  ts,
  cpu,
  tid,
  CASE WHEN dev IS NULL THEN format('inode {} on bdi {}', ino, bdi) ELSE format('inode {} on device {}:{}', ino, dev >> 20, dev & 1048575) END AS subject,
  format('{} of {} dirtied folios are of cgroup {}, but charged to {}, for {} s', foreign_folios, GREATEST(folios, foreign_folios), dirtier, charged, (last_ts - ts) // 1000000000) AS message,
  capture_id,
  bdi,
  dev,
  ino,
  foreign_folios,
  foreign_folios AS pages,
  folios,
  dirtier AS page_cgroup_ino,
  charged AS cgroup_ino,
  last_ts
FROM measured
WHERE switched IS NOT TRUE
  AND end_ts - ts >= CAST($switch_s AS BIGINT) * 1000000000
  AND 100 * foreign_folios > $share_percent * GREATEST(folios, foreign_folios)
ORDER BY capture_id, ts, bdi, ino
