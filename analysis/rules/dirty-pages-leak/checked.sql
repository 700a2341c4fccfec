-- SPDX-License-Identifier: Apache-2.0
-- title: Idle windows: readings before which nothing was dirtied for idle_s
{{candidates}}
SELECT
  capture_id,
  GREATEST(COUNT(*) - ($rising_windows - 1), 0) AS checked,
  0 AS undecided
FROM window_floor
GROUP BY capture_id
