-- SPDX-License-Identifier: Apache-2.0
-- title: Clones and deduplications that touched at least two pages of a file
-- needs: mkwrite, page_event, syscall
WITH remap AS (
  SELECT
    capture_id,
    tid,
    start_ts,
    end_ts
  FROM syscall
  WHERE name = 'ioctl'
    AND args['cmd'] IN (1074041865, 1075876877, 3222836278)
    AND end_ts IS NOT NULL
),
locked AS (
  SELECT
    e.capture_id,
    e.dev,
    e.ino,
    e.tid,
    r.start_ts AS call_ts,
    MIN(e.ts) AS from_ts,
    MAX(e.ts) AS to_ts,
    MIN(e.index) AS low,
    MAX(e.index + e.pages) AS high
  FROM page_event AS e
  ASOF JOIN remap AS r
    ON r.capture_id = e.capture_id
    AND r.tid = e.tid
    AND r.start_ts <= e.ts
  WHERE r.end_ts >= e.ts
    AND e.kind IN ('cleaned', 'removed', 'writeback_started', 'waited')
    AND NOT e.in_interrupt
    AND e.dev IS NOT NULL
  GROUP BY ALL
  HAVING COUNT(*) > 1
)
SELECT
  capture_id,
  COUNT(*) AS checked,
  0 AS undecided
FROM locked
GROUP BY capture_id
