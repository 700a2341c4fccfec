-- SPDX-License-Identifier: Apache-2.0
-- title: Folios of a foreign cgroup that became dirty; undecided are those too late in the capture to see the inode switched
-- needs: foreign_dirty
-- param: switch_s
SELECT
  f.capture_id,
  COUNT(*) FILTER (c.end_ts - f.ts >= CAST($switch_s AS BIGINT) * 1000000000) AS checked,
  COUNT(*) FILTER (c.end_ts - f.ts < CAST($switch_s AS BIGINT) * 1000000000) AS undecided
FROM foreign_dirty AS f
JOIN capture AS c
  ON c.capture_id = f.capture_id
WHERE f.kind = 'dirtied'
GROUP BY f.capture_id
