-- SPDX-License-Identifier: Apache-2.0
-- title: Switches of an inode's writeback to another cgroup
-- needs: foreign_dirty
SELECT
  capture_id,
  COUNT(*) FILTER (kind = 'switched') AS checked,
  0 AS undecided
FROM foreign_dirty
GROUP BY capture_id
