-- SPDX-License-Identifier: Apache-2.0
-- title: Files with a writeback error that was reported, or that were evicted; undecided are files nobody asked about yet
-- needs: writeback_error, inode_event
SELECT
  capture_id,
  COUNT(*) FILTER (known) AS checked,
  COUNT(*) FILTER (NOT known) AS undecided
FROM (
  SELECT
    s.capture_id,
    s.dev,
    s.ino,
    BOOL_AND(
      s.reported_ts IS NOT NULL
      OR COALESCE((s.capture_id, s.dev, s.ino) IN (SELECT (capture_id, dev, ino) FROM inode_event WHERE kind = 'evicted'), FALSE)
    ) AS known
  FROM writeback_error AS s
  WHERE s.kind = 'set'
  GROUP BY s.capture_id, s.dev, s.ino
)
GROUP BY capture_id
