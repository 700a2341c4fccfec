-- SPDX-License-Identifier: Apache-2.0
-- title: Calls of swap_deactivate with a change of the same file before them; undecided are those near which events were lost
-- needs: op_call, loss_gap
WITH change AS (
  SELECT
    capture_id,
    operation = 'address_space_operations.swap_activate' AS activates,
    LAG(start_ts) OVER same AS before_ts,
    start_ts
  FROM op_call
  WHERE operation IN ('address_space_operations.swap_activate', 'address_space_operations.swap_deactivate')
    AND role = 'method'
    AND ino IS NOT NULL
  WINDOW same AS (PARTITION BY capture_id, dev, ino ORDER BY start_ts, rec)
)
SELECT
  c.capture_id,
  COUNT(*) FILTER (g.to_ts IS NULL OR g.to_ts < c.before_ts) AS checked,
  COUNT(*) FILTER (g.to_ts >= c.before_ts) AS undecided
FROM change AS c
ASOF LEFT JOIN loss_gap AS g
  ON g.capture_id = c.capture_id
  AND g.from_ts <= c.start_ts
WHERE NOT c.activates
  AND c.before_ts IS NOT NULL
GROUP BY c.capture_id
