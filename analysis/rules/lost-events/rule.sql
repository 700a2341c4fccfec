-- SPDX-License-Identifier: Apache-2.0
-- id:        lost-events
-- title:     Events were lost while recording
-- severity:  info
-- family:    capture
-- anomaly:   G01
-- reference: kernel/trace/ring_buffer.c (missed events of a sub-buffer)
WITH gap AS (
  SELECT
    l.capture_id,
    l.buffer_id,
    l.cpu,
    l.after_ts,
    l.before_ts,
    l.count,
    COALESCE(NULLIF(b.name, ''), 'top') AS buffer
  FROM lost_event AS l
  LEFT JOIN buffer AS b
    ON b.capture_id = l.capture_id
    AND b.buffer_id = l.buffer_id
)
SELECT
  MIN(COALESCE(after_ts, before_ts)) AS ts,
  cpu,
  CAST(NULL AS INTEGER) AS tid,
  format('cpu {} of buffer {}', cpu, buffer) AS subject,
  CASE
    WHEN COUNT(count) = COUNT(*) THEN format('{} events lost in {} gaps', CAST(SUM(count) AS BIGINT), COUNT(*))
    WHEN COUNT(count) > 0
      THEN format(
        'at least {} events lost in {} gaps; for {} of them the capture does not say how many',
        CAST(SUM(count) AS BIGINT), COUNT(*), COUNT(*) - COUNT(count)
      )
    ELSE format('{} gaps; the capture does not say how many events were lost', COUNT(*))
  END AS message,
  capture_id,
  buffer_id,
  COUNT(*) AS gaps,
  CASE WHEN COUNT(count) = COUNT(*) THEN CAST(SUM(count) AS BIGINT) END AS lost,
  CAST(SUM(count) AS BIGINT) AS lost_at_least,
  MAX(COALESCE(before_ts, after_ts)) AS last_ts
FROM gap
GROUP BY capture_id, buffer_id, buffer, cpu
ORDER BY capture_id, ts, buffer_id, cpu
