-- SPDX-License-Identifier: Apache-2.0
-- title: Write faults of shared DAX mappings that mapped their page; undecided are those near a loss
-- needs: dax_fault, inode_event, loss_gap
WITH store AS (
  SELECT *
  FROM dax_fault
  WHERE write
    AND shared
    AND unpaired IS NULL
    AND (result & 256) <> 0
    AND (result & 8192) = 0
    AND capture_id IN (SELECT capture_id FROM inode_event WHERE kind = 'marked')
),
tagged AS (
  SELECT
    s.*,
    m.ts AS marked_ts,
    COALESCE(g.to_ts >= s.start_ts, FALSE) AS lost
  FROM store AS s
  ASOF LEFT JOIN (SELECT * FROM inode_event WHERE kind = 'marked' AND (flags & 4) <> 0) AS m
    ON m.capture_id = s.capture_id
    AND m.tid = s.tid
    AND m.dev = s.dev
    AND m.ino = s.ino
    AND m.ts <= s.end_ts
  ASOF LEFT JOIN loss_gap AS g
    ON g.capture_id = s.capture_id
    AND g.buffer_id = s.buffer_id
    AND g.from_ts <= s.end_ts
)
SELECT
  capture_id,
  COUNT(*) FILTER (NOT lost) AS checked,
  COUNT(*) FILTER (lost) AS undecided
FROM tagged
GROUP BY capture_id
