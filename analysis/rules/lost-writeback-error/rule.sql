-- SPDX-License-Identifier: Apache-2.0
-- id:        lost-writeback-error
-- title:     Writeback of a file failed, and nobody was told
-- severity:  critical
-- family:    writeback
-- anomaly:   C10
-- evidence:  exact
-- reference: lib/errseq.c, Documentation/core-api/errseq.rst; xfstests generic/441; invariant I15
{{candidates}}
SELECT
  MIN(ts) AS ts,
  ARG_MIN(cpu, ts) AS cpu,
  ARG_MIN(tid, ts) AS tid,
  format('inode {} on device {}:{}', ino, dev >> 20, dev & 1048575) AS subject,
  format(
    'error {} of writeback was recorded {} times; {} {} ms later, and no open file had reported it',
    COALESCE(CAST(MAX(errno) AS VARCHAR), 'of unknown number'), COUNT(*),
    CASE WHEN ARG_MIN(sync_ts = untold_ts, ts) THEN format('{} returned 0', ARG_MIN(call, ts)) ELSE 'the inode was evicted' END,
    (MIN(untold_ts) - MIN(ts)) // 1000000
  ) AS message,
  capture_id,
  dev,
  ino,
  MAX(errno) AS errno,
  COUNT(*) AS errors,
  MIN(evicted_ts) AS evicted_ts,
  MIN(untold_ts) AS untold_ts,
  MAX(ts) AS last_ts
FROM judged
WHERE untold_ts IS NOT NULL
  AND NOT lost
GROUP BY capture_id, dev, ino
ORDER BY capture_id, ts, dev, ino
