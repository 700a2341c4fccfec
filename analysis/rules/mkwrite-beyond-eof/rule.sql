-- SPDX-License-Identifier: Apache-2.0
-- id:        mkwrite-beyond-eof
-- title:     page_mkwrite succeeded for a page beyond the end of the file
-- severity:  critical
-- family:    mkwrite
-- anomaly:   B01
-- evidence:  exact
-- needs:     mkwrite_bound
-- reference: Documentation/filesystems/locking.rst, page_mkwrite; fs/buffer.c block_page_mkwrite; invariant I8
WITH beyond AS (
  SELECT *
  FROM mkwrite_bound
  WHERE beyond
    AND NOT lost
    AND truncates_recorded
),
by_function AS (
  SELECT
    capture_id,
    dev,
    ino,
    function,
    COUNT(*) AS calls,
    MIN(start_ts) AS ts,
    ARG_MIN(cpu, start_ts) AS cpu,
    ARG_MIN(tid, start_ts) AS tid,
    ARG_MIN(index, start_ts) AS index,
    ARG_MIN(size_bound, start_ts) AS size_bound,
    ARG_MIN(bound_ts, start_ts) AS bound_ts,
    ARG_MIN(bound_evidence, start_ts) AS bound_evidence,
    MAX(end_ts) AS last_ts
  FROM beyond
  GROUP BY capture_id, dev, ino, function
)
SELECT
  ts,
  cpu,
  tid,
  format('inode {} on device {}:{}', ino, dev >> 20, dev & 1048575) AS subject,
  format(
    '{} calls of {} made pages beyond the end of the file writable; first page {} of a file of at most {} bytes',
    calls, function, index, size_bound
  ) AS message,
  capture_id,
  function,
  dev,
  ino,
  calls,
  index AS first_index,
  size_bound,
  bound_ts,
  bound_evidence,
  last_ts
FROM by_function
QUALIFY ROW_NUMBER() OVER (PARTITION BY capture_id, dev, ino ORDER BY calls DESC, ts, function) = 1
ORDER BY capture_id, ts, dev, ino
