-- SPDX-License-Identifier: Apache-2.0
-- title: Threads that dirtied, gave back or cancelled pages
-- needs: page_event, folio_redirtied?, folio_cancelled?, task
WITH charged AS (
  SELECT
    capture_id,
    tid,
    COALESCE(SUM(pages) FILTER (kind = 'dirtied'), 0) AS dirtied,
    COALESCE(SUM(pages) FILTER (kind = 'redirtied'), 0) AS redirtied,
    COALESCE(SUM(pages) FILTER (kind = 'cancelled'), 0) AS cancelled,
    MIN(ts) AS ts,
    ARG_MIN(cpu, ts) AS cpu,
    MAX(ts) AS last_ts
  FROM page_event
  SEMI JOIN (SELECT capture_id, dev FROM page_event WHERE kind = 'dirtied') AS counted
    USING (capture_id, dev)
  WHERE kind IN ('dirtied', 'redirtied', 'cancelled')
    AND NOT in_interrupt
  GROUP BY capture_id, tid
)
SELECT
  capture_id,
  COUNT(*) AS checked,
  0 AS undecided
FROM charged
GROUP BY capture_id
