-- SPDX-License-Identifier: Apache-2.0
-- title:       Spans of a buffer in which at least one cpu lost events
-- materialise: yes
-- evidence:    exact; the buffers' own marks of what they lost
-- note:        spans of one buffer do not overlap, so an ASOF join on from_ts finds the only candidate.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      buffer_id UTINYINT  ring buffer that lost events
-- column:      from_ts BIGINT  last moment known good before the gap; the capture's start when the gap has no begin
-- column:      to_ts BIGINT  first moment known good after it; the capture's end when it has no end
-- column:      gaps BIGINT  lost_event rows merged into this span
-- column:      lost BIGINT  events lost in it; NULL when one of its rows has no count
WITH bounded AS (
  SELECT
    l.capture_id,
    l.buffer_id,
    COALESCE(l.after_ts, c.start_ts) AS from_ts,
    COALESCE(l.before_ts, c.end_ts) AS to_ts,
    l.count AS lost
  FROM lost_event AS l
  JOIN capture AS c
    ON c.capture_id = l.capture_id
),
reached AS (
  SELECT
    *,
    MAX(to_ts) OVER (
      PARTITION BY capture_id, buffer_id
      ORDER BY from_ts, to_ts
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS reached_ts
  FROM bounded
),
island AS (
  SELECT
    *,
    COUNT(*) FILTER (reached_ts IS NULL OR from_ts > reached_ts) OVER (
      PARTITION BY capture_id, buffer_id
      ORDER BY from_ts, to_ts
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS span
  FROM reached
)
SELECT
  capture_id,
  buffer_id,
  MIN(from_ts) AS from_ts,
  MAX(to_ts) AS to_ts,
  COUNT(*) AS gaps,
  CASE WHEN COUNT(lost) = COUNT(*) THEN CAST(SUM(lost) AS BIGINT) END AS lost
FROM island
GROUP BY capture_id, buffer_id, span
