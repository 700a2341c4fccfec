-- SPDX-License-Identifier: Apache-2.0
-- title: Faults that asked for a sync and were mapped; undecided are those near a loss
-- needs: dax_fault, pfn_mkwrite, op_call, loss_gap
WITH asked AS (
  SELECT *
  FROM dax_fault
  WHERE write
    AND unpaired IS NULL
    AND (result & 8192) <> 0
),
mapped AS (
  SELECT
    a.*,
    p.start_ts AS mapped_ts,
    COALESCE(g.to_ts >= a.end_ts, FALSE) AS lost
  FROM asked AS a
  ASOF JOIN (
    SELECT
      capture_id,
      tid,
      dev,
      ino,
      index,
      COALESCE(start_ts, end_ts) AS start_ts,
      rec
    FROM pfn_mkwrite
    WHERE has_entry
  ) AS p
    ON p.capture_id = a.capture_id
    AND p.tid = a.tid
    AND p.dev = a.dev
    AND p.ino = a.ino
    AND p.index = a.index
    AND p.start_ts >= a.end_ts
  ASOF LEFT JOIN loss_gap AS g
    ON g.capture_id = a.capture_id
    AND g.buffer_id = a.buffer_id
    AND g.from_ts <= p.start_ts
),
synced AS (
  SELECT
    m.*,
    s.start_ts AS sync_ts
  FROM mapped AS m
  ASOF LEFT JOIN (SELECT * FROM op_call WHERE function = 'vfs_fsync_range') AS s
    ON s.capture_id = m.capture_id
    AND s.tid = m.tid
    AND s.start_ts <= m.mapped_ts
  WHERE m.capture_id IN (SELECT capture_id FROM op_call WHERE function = 'vfs_fsync_range')
)
SELECT
  capture_id,
  COUNT(*) FILTER (NOT lost) AS checked,
  COUNT(*) FILTER (lost) AS undecided
FROM synced
GROUP BY capture_id
