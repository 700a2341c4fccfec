-- SPDX-License-Identifier: Apache-2.0
-- title: Files with a writeback error that was reported, or that were synced or evicted; undecided are files nobody asked about yet, and those near a loss
{{candidates}}
SELECT
  capture_id,
  COUNT(*) FILTER (known) AS checked,
  COUNT(*) FILTER (NOT known) AS undecided
FROM (
  SELECT
    capture_id,
    dev,
    ino,
    BOOL_AND(NOT lost AND COALESCE(reported_ts, sync_ts, evicted_ts) IS NOT NULL) AS known
  FROM judged
  GROUP BY capture_id, dev, ino
)
GROUP BY capture_id
