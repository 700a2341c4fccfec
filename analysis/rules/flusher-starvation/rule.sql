-- SPDX-License-Identifier: Apache-2.0
-- id:        flusher-starvation
-- title:     More pages were dirty than the background threshold allows, and no flusher worked
-- severity:  high
-- family:    writeback
-- anomaly:   C06
-- needs:     dirty_state, flush_work
-- param:     max_s = 10  time without a flusher at work: two wakeups [s]
-- reference: mm/page-writeback.c balance_dirty_pages (wb_start_background_writeback), fs/fs-writeback.c wb_over_bg_thresh (5.10 to 6.12)
WITH sample AS (
  SELECT
    *,
    nr_dirty > background_thresh AS above,
    nr_dirty > background_thresh AND LAG(nr_dirty > background_thresh) OVER capture_order IS NOT TRUE AS begins
  FROM dirty_state
  WINDOW capture_order AS (PARTITION BY capture_id ORDER BY ts, rec)
),
island AS (
  SELECT
    *,
    MAX(CASE WHEN begins THEN ts END) OVER (PARTITION BY capture_id ORDER BY ts, rec) AS since_ts
  FROM sample
),
work AS (
  SELECT
    capture_id,
    start_ts,
    MAX(COALESCE(CASE WHEN unfinished THEN NULL ELSE end_ts END, 9223372036854775807)) OVER (PARTITION BY capture_id ORDER BY start_ts) AS busy_until
  FROM flush_work
  WHERE start_ts IS NOT NULL
),
idle AS (
  SELECT
    i.*,
    GREATEST(i.since_ts, COALESCE(w.busy_until, i.since_ts)) AS idle_from,
    i.ts - GREATEST(i.since_ts, COALESCE(w.busy_until, i.since_ts)) AS idle_ns
  FROM island AS i
  ASOF LEFT JOIN work AS w
    ON w.capture_id = i.capture_id
    AND w.start_ts <= i.ts
  WHERE i.above
)
SELECT
  idle_from AS ts,
  ARG_MAX(cpu, idle_ns) AS cpu,
  ARG_MAX(tid, idle_ns) AS tid,
  'global dirty state' AS subject,
  format(
    'above the background threshold for {} s without flusher activity: up to {} dirty pages, {} allowed', MAX(idle_ns) // 1000000000, MAX(nr_dirty),
    MIN(background_thresh)
  ) AS message,
  i.capture_id,
  MAX(nr_dirty) AS pages,
  MIN(background_thresh) AS background_thresh,
  MAX(idle_ns) AS idle_ns,
  MAX(ts) AS last_ts
FROM idle AS i
WHERE idle_ns > CAST($max_s AS BIGINT) * 1000000000
  AND NOT EXISTS (
    SELECT 1
    FROM lost_event AS l
    WHERE l.capture_id = i.capture_id
      AND COALESCE(l.before_ts, i.ts) >= i.idle_from
      AND COALESCE(l.after_ts, i.idle_from) <= i.ts
  )
GROUP BY i.capture_id, idle_from
ORDER BY i.capture_id, ts
