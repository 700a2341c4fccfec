-- SPDX-License-Identifier: Apache-2.0
-- id:        mkwrite-while-frozen
-- title:     A store was granted on a frozen file system
-- severity:  high
-- family:    mkwrite
-- anomaly:   B09
-- evidence:  exact
-- needs:     mkwrite, op_call, loss_gap
-- reference: fs/super.c freeze_super (SB_FREEZE_PAGEFAULT waits for all page faults), include/linux/fs.h sb_start_pagefault, 5.10 to 6.12
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
  MIN(start_ts) AS ts,
  ARG_MIN(cpu, start_ts) AS cpu,
  ARG_MIN(tid, start_ts) AS tid,
  format('device {}:{}', dev >> 20, dev & 1048575) AS subject,
  format(
    '{} calls of {} succeeded while the file system was frozen; the first {} us after freeze_super returned, on page {} of inode {}', COUNT(*), ANY_VALUE(function),
    ARG_MIN(start_ts - frozen_ts, start_ts) // 1000, ARG_MIN(index, start_ts), ARG_MIN(ino, start_ts)
  ) AS message,
  capture_id,
  dev,
  ARG_MIN(ino, start_ts) AS ino,
  ANY_VALUE(function) AS function,
  COUNT(*) AS calls,
  ARG_MIN(index, start_ts) AS first_index,
  ARG_MIN(frozen_ts, start_ts) AS frozen_ts,
  MAX(end_ts) AS last_ts
FROM call
WHERE frozen
  AND NOT lost
GROUP BY capture_id, dev
ORDER BY capture_id, ts, dev
