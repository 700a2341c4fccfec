-- SPDX-License-Identifier: Apache-2.0
-- id:        retry-not-taken
-- title:     A thread was told to fault again and did not
-- severity:  low
-- family:    mkwrite
-- anomaly:   B04
-- reference: mm/memory.c do_page_mkwrite (0 or NOPAGE: the instruction runs again and faults again), 5.10 to 6.12; Documentation/filesystems/locking.rst, page_mkwrite
{{candidates}}
SELECT
  MIN(end_ts) AS ts,
  ARG_MIN(cpu, end_ts) AS cpu,
  ARG_MIN(tid, end_ts) AS tid,
  format('inode {} on device {}:{}', ino, dev >> 20, dev & 1048575) AS subject,
  format(
    '{} retries that page_mkwrite asked for were never made; first by thread {} at 0x{:x}, which went on to {}', COUNT(*), ARG_MIN(tid, end_ts),
    ARG_MIN(address, end_ts), ARG_MIN(call, end_ts)
  ) AS message,
  capture_id,
  dev,
  ino,
  COUNT(*) AS retries,
  ARG_MIN(index, end_ts) AS first_index,
  ARG_MIN(call, end_ts) AS call,
  ARG_MIN(call_ts, end_ts) AS call_ts,
  MAX(end_ts) AS last_ts
FROM judged
WHERE dropped
  AND NOT lost
GROUP BY capture_id, dev, ino
ORDER BY capture_id, ts, dev, ino
