-- SPDX-License-Identifier: Apache-2.0
-- title: Calls on files that were seen to become a swap file
-- needs: mkwrite, op_call, syscall
WITH turn AS (
  SELECT
    o.capture_id,
    o.dev,
    o.ino,
    s.end_ts AS ts,
    TRUE AS active
  FROM op_call AS o
  ASOF JOIN syscall AS s
    ON s.capture_id = o.capture_id
    AND s.tid = o.tid
    AND s.start_ts <= o.start_ts
  WHERE o.operation LIKE '%swap_activate%'
    AND s.name = 'swapon'
    AND s.ret = 0
    AND o.ino IS NOT NULL
  UNION ALL
  SELECT
    o.capture_id,
    o.dev,
    o.ino,
    s.start_ts,
    FALSE
  FROM op_call AS o
  ASOF JOIN syscall AS s
    ON s.capture_id = o.capture_id
    AND s.tid = o.tid
    AND s.start_ts <= o.start_ts
  WHERE o.operation LIKE '%swap_deactivate%'
    AND s.name = 'swapoff'
    AND o.ino IS NOT NULL
),
call AS (
  SELECT
    m.*,
    t.active,
    t.ts AS active_ts
  FROM mkwrite AS m
  ASOF JOIN turn AS t
    ON t.capture_id = m.capture_id
    AND t.dev = m.dev
    AND t.ino = m.ino
    AND t.ts <= m.start_ts
  WHERE m.level IN ('vm', 'fs')
    AND m.end_ts IS NOT NULL
)
SELECT
  capture_id,
  COUNT(*) AS checked,
  0 AS undecided
FROM call
GROUP BY capture_id
