-- SPDX-License-Identifier: Apache-2.0
-- id:        sigbus-burst
-- title:     Stores into mapped files failed with SIGBUS again and again
-- severity:  high
-- family:    mkwrite
-- anomaly:   B11
-- evidence:  exact
-- needs:     mkwrite
-- param:     min_calls = 3  failed stores that make a burst
-- param:     window_s = 10  time they must fall into [s]
-- reference: mm/memory.c do_page_mkwrite; include/linux/buffer_head.h block_page_mkwrite_return (ENOSPC, EDQUOT, EIO: VM_FAULT_SIGBUS), 5.10 to 6.12
WITH call AS (
  SELECT
    *,
    (ret & 2) <> 0 AS failed
  FROM mkwrite
  WHERE level = 'fs'
    AND ret IS NOT NULL
),
refused AS (
  SELECT
    *,
    start_ts - LAG(start_ts, $min_calls - 1) OVER (PARTITION BY capture_id, dev ORDER BY start_ts, rec) <= CAST($window_s AS BIGINT) * 1000000000 AS burst
  FROM call
  WHERE failed
)
SELECT
  MIN(start_ts) AS ts,
  ARG_MIN(cpu, start_ts) AS cpu,
  ARG_MIN(tid, start_ts) AS tid,
  format('device {}:{}', dev >> 20, dev & 1048575) AS subject,
  format(
    '{} stores failed with SIGBUS in {} within {} ms: no space, a quota or an I/O error when the page was to become writable; first page {} of inode {}', COUNT(*),
    ANY_VALUE(function), (MAX(end_ts) - MIN(start_ts)) // 1000000, ARG_MIN(index, start_ts), ARG_MIN(ino, start_ts)
  ) AS message,
  capture_id,
  dev,
  ARG_MIN(ino, start_ts) AS ino,
  ANY_VALUE(function) AS function,
  COUNT(*) AS calls,
  COUNT(DISTINCT tid) AS threads,
  ARG_MIN(index, start_ts) AS first_index,
  MAX(end_ts) AS last_ts
FROM refused
GROUP BY capture_id, dev
HAVING BOOL_OR(burst)
ORDER BY capture_id, ts, dev
