-- SPDX-License-Identifier: Apache-2.0
-- id:        lost-writeback-error
-- title:     An inode with a writeback error left memory before anybody was told of the error
-- severity:  critical
-- family:    writeback
-- anomaly:   C10
-- evidence:  exact
-- needs:     writeback_error, inode_event
-- reference: lib/errseq.c, Documentation/core-api/errseq.rst; xfstests generic/441; invariant I15
SELECT
  MIN(s.ts) AS ts,
  ARG_MIN(s.cpu, s.ts) AS cpu,
  ARG_MIN(s.tid, s.ts) AS tid,
  format('inode {} on device {}:{}', s.ino, s.dev >> 20, s.dev & 1048575) AS subject,
  format(
    'error {} of writeback was recorded {} times; the inode was evicted {} ms later, and no open file had reported it',
    COALESCE(CAST(MAX(s.errno) AS VARCHAR), 'of unknown number'), COUNT(*), (MIN(e.ts) - MIN(s.ts)) // 1000000
  ) AS message,
  s.capture_id,
  s.dev,
  s.ino,
  MAX(s.errno) AS errno,
  COUNT(*) AS errors,
  MIN(e.ts) AS evicted_ts,
  MAX(s.ts) AS last_ts
FROM writeback_error AS s
ASOF JOIN (
  SELECT capture_id, buffer_id, dev, ino, ts FROM inode_event WHERE kind = 'evicted' AND dev IS NOT NULL
) AS e
  ON e.capture_id = s.capture_id
  AND e.buffer_id = s.buffer_id
  AND e.dev = s.dev
  AND e.ino = s.ino
  AND e.ts >= s.ts
ANTI JOIN lost_event AS l
  ON l.capture_id = s.capture_id
  AND l.buffer_id = s.buffer_id
  AND COALESCE(l.before_ts, 9223372036854775807) >= s.ts
  AND COALESCE(l.after_ts, -9223372036854775808) <= e.ts
WHERE s.kind = 'set'
  AND (s.reported_ts IS NULL OR s.reported_ts > e.ts)
GROUP BY s.capture_id, s.dev, s.ino
ORDER BY s.capture_id, ts, s.dev, s.ino
