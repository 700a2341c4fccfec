-- SPDX-License-Identifier: Apache-2.0
-- id:        mkwrite-while-frozen
-- title:     A store was granted on a frozen file system
-- severity:  high
-- family:    mkwrite
-- anomaly:   B09
-- evidence:  exact
-- reference: fs/super.c freeze_super (SB_FREEZE_PAGEFAULT waits for all page faults), include/linux/fs.h sb_start_pagefault, 5.10 to 6.12
{{candidates}}
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
