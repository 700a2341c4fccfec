-- SPDX-License-Identifier: Apache-2.0
-- title: Successful calls on a device whose freezing is known; undecided are those in a freeze with a loss
-- needs: mkwrite, op_call, loss_gap
WITH turn AS (
  SELECT
    capture_id,
    dev,
    end_ts AS ts,
    'frozen' AS state
  FROM op_call
  WHERE function = 'freeze_super'
    AND (ret & 4294967295) = 0
    AND end_ts IS NOT NULL
    AND dev IS NOT NULL
  UNION ALL
  SELECT
    capture_id,
    dev,
    start_ts,
    'thawed'
  FROM op_call
  WHERE function = 'thaw_super'
    AND dev IS NOT NULL
),
call AS (
  SELECT
    m.*,
    t.ts AS frozen_ts,
    t.state = 'frozen' AS frozen,
    COALESCE(g.to_ts >= t.ts, FALSE) AS lost
  FROM mkwrite AS m
  ASOF JOIN turn AS t
    ON t.capture_id = m.capture_id
    AND t.dev = m.dev
    AND t.ts <= m.start_ts
  ASOF LEFT JOIN loss_gap AS g
    ON g.capture_id = m.capture_id
    AND g.buffer_id = m.buffer_id
    AND g.from_ts <= m.end_ts
  ASOF LEFT JOIN turn AS n
    ON n.capture_id = m.capture_id
    AND n.dev = m.dev
    AND n.ts > m.start_ts
  WHERE m.level = 'fs'
    AND m.succeeded
    AND (n.ts <= m.end_ts) IS NOT TRUE
)
SELECT
  capture_id,
  COUNT(*) FILTER (NOT (frozen AND lost)) AS checked,
  COUNT(*) FILTER (frozen AND lost) AS undecided
FROM call
GROUP BY capture_id
