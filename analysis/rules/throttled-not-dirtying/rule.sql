-- SPDX-License-Identifier: Apache-2.0
-- id:        throttled-not-dirtying
-- title:     A thread was throttled without dirtying new pages
-- severity:  info
-- family:    throttling
-- anomaly:   D09
-- needs:     throttle, folio_dirtied
-- param:     min_pauses = 1  such pauses of a thread
-- reference: mm/page-writeback.c dirty_throttle_leaks, balance_dirty_pages_ratelimited (5.10 to 6.12)
WITH pause AS (
  SELECT
    *,
    LAG(start_ts) OVER (PARTITION BY capture_id, buffer_id, tid ORDER BY start_ts, rec) AS before_ts
  FROM throttle
),
judged AS (
  SELECT p.*, d.ts AS dirtied_ts
  FROM pause AS p
  ASOF LEFT JOIN folio_dirtied AS d
    ON d.capture_id = p.capture_id
    AND d.tid = p.tid
    AND d.ts <= p.start_ts
  WHERE p.pause_ns > 0
    AND p.before_ts IS NOT NULL
    AND p.call_ts = p.start_ts
    AND p.capture_id IN (SELECT capture_id FROM folio_dirtied)
)
SELECT
  MIN(start_ts) AS ts,
  ARG_MIN(cpu, start_ts) AS cpu,
  tid,
  format('thread {} on bdi {}', tid, bdi) AS subject,
  format('{} pauses, {} ms planned, though it dirtied no page since the pause before; the kernel had counted {} pages for it', COUNT(*), CAST(SUM(pause_ns) AS BIGINT) // 1000000, CAST(SUM(dirtied) AS BIGINT))
    AS message,
  capture_id,
  bdi,
  COUNT(*) AS pauses,
  CAST(SUM(pause_ns) AS BIGINT) AS paused_ns,
  CAST(SUM(dirtied) AS BIGINT) AS counted,
  MAX(start_ts) AS last_ts
FROM judged AS j
WHERE COALESCE(dirtied_ts, before_ts) <= before_ts
  AND NOT EXISTS (
    SELECT 1
    FROM lost_event AS l
    WHERE l.capture_id = j.capture_id
      AND COALESCE(l.before_ts, j.start_ts) >= j.before_ts
      AND COALESCE(l.after_ts, j.before_ts) <= j.start_ts
  )
GROUP BY capture_id, tid, bdi
HAVING COUNT(*) >= $min_pauses
ORDER BY capture_id, ts, tid, bdi
