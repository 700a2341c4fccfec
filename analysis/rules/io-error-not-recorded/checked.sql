-- SPDX-License-Identifier: Apache-2.0
-- title: Completed writes of data; undecided are failed ones that cannot be ascribed to writeback of a file
-- needs: block_request, single_inode_writeback, writeback_error
SELECT
  r.capture_id,
  COUNT(*) FILTER (r.errno = 0 OR r.start_ts <= COALESCE(s.end_ts, r.start_ts)) AS checked,
  COUNT(*) FILTER (r.errno > 0 AND (s.start_ts IS NULL OR r.start_ts > s.end_ts)) AS undecided
FROM block_request AS r
ASOF LEFT JOIN single_inode_writeback AS s
  ON s.capture_id = r.capture_id
  AND s.tid = r.tid
  AND s.start_ts <= r.start_ts
WHERE r.op = 'write'
  AND NOT r.meta
  AND r.errno IS NOT NULL
GROUP BY r.capture_id
