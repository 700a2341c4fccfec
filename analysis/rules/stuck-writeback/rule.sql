-- SPDX-License-Identifier: Apache-2.0
-- id:        stuck-writeback
-- title:     Writeback of a page or file did not end
-- severity:  critical
-- family:    writeback
-- anomaly:   C01
-- evidence:  exact
-- needs:     page_writeback, inode_writeback, block_request, file_sync?
-- param:     max_s = 120  writeback that takes longer is stuck [s]
-- param:     soft_s = 30  writeback that takes longer is stuck when it is also far beyond what is usual there [s]
-- param:     times_usual = 10  far beyond: this many times the 99.9th percentile of the device
-- reference: mm/page-writeback.c folio_wait_writeback, __folio_end_writeback; kernel/hung_task.c (120 s)
WITH disk AS (
  {{disk}}
),
-- Calls that return only when all writeback of the file has ended that they began or found.
sync AS (
  SELECT capture_id, dev, ino, tid, name, start_ts, end_ts
  FROM file_sync
  WHERE name IN ('fsync', 'fdatasync')
    AND ret = 0
),
span AS (
  SELECT
    w.capture_id,
    w.dev,
    w.ino,
    w.index,
    w.start_ts,
    w.end_ts,
    w.tid,
    w.pages,
    TRUE AS exact,
    CASE
      WHEN w.end_ts IS NULL THEN LEAST(CASE WHEN own.end_ts > w.start_ts THEN own.end_ts END, later.end_ts)
    END AS passed_ts
  FROM page_writeback AS w
  ASOF LEFT JOIN sync AS own
    ON own.capture_id = w.capture_id
    AND own.dev = w.dev
    AND own.ino = w.ino
    AND own.tid = w.tid
    AND own.start_ts <= w.start_ts
  ASOF LEFT JOIN sync AS later
    ON later.capture_id = w.capture_id
    AND later.dev = w.dev
    AND later.ino = w.ino
    AND later.start_ts >= w.start_ts
  WHERE w.start_ts IS NOT NULL
    AND w.open IS DISTINCT FROM 'lost events'
  UNION ALL
  SELECT capture_id, dev, ino, NULL, start_ts, end_ts, tid, NULL, FALSE, NULL
  FROM inode_writeback
  WHERE start_ts IS NOT NULL
    AND open IS DISTINCT FROM 'lost events'
    AND capture_id NOT IN (SELECT capture_id FROM page_writeback)
),
lasting AS (
  SELECT
    s.*,
    COALESCE(s.end_ts, c.end_ts) AS stop_ts,
    COALESCE(s.end_ts, c.end_ts) - s.start_ts AS ns
  FROM span AS s
  JOIN capture AS c
    ON c.capture_id = s.capture_id
),
usual AS (
  SELECT capture_id, dev, exact, QUANTILE_DISC(ns, 0.999) AS ns
  FROM lasting
  WHERE end_ts IS NOT NULL
  GROUP BY capture_id, dev, exact
),
stuck AS (
  SELECT l.*, COALESCE(d.disk, l.dev) AS disk
  FROM lasting AS l
  LEFT JOIN usual AS u
    ON u.capture_id = l.capture_id
    AND u.dev = l.dev
    AND u.exact = l.exact
  LEFT JOIN disk AS d
    ON d.capture_id = l.capture_id
    AND d.dev = l.dev
  WHERE l.ns > CAST($max_s AS BIGINT) * 1000000000
    OR (l.ns > CAST($soft_s AS BIGINT) * 1000000000 AND l.ns > $times_usual * u.ns)
    OR l.passed_ts IS NOT NULL
),
flight AS (
  SELECT capture_id, dev, ts, CAST(SUM(step) OVER (PARTITION BY capture_id, dev ORDER BY ts) AS BIGINT) AS in_flight
  FROM (
    SELECT capture_id, dev, start_ts AS ts, 1 AS step FROM block_request WHERE start_ts IS NOT NULL
    UNION ALL
    SELECT capture_id, dev, end_ts, -1 FROM block_request WHERE start_ts IS NOT NULL AND end_ts IS NOT NULL
  )
),
told AS (
  SELECT
    s.*,
    s.capture_id IN (SELECT capture_id FROM block_request) AS requests_recorded,
    COALESCE(f.in_flight, 0) AS in_flight,
    COALESCE(w.end_ts >= s.stop_ts - CAST($soft_s AS BIGINT) * 1000000000, FALSE) AS device_writes
  FROM stuck AS s
  ASOF LEFT JOIN flight AS f
    ON f.capture_id = s.capture_id
    AND f.dev = s.disk
    AND f.ts < s.stop_ts
  ASOF LEFT JOIN (SELECT capture_id, dev, end_ts FROM block_request WHERE op = 'write' AND end_ts IS NOT NULL) AS w
    ON w.capture_id = s.capture_id
    AND w.dev = s.disk
    AND w.end_ts <= s.stop_ts
)
SELECT
  MIN(start_ts) AS ts,
  CAST(NULL AS SMALLINT) AS cpu,
  ARG_MIN(tid, start_ts) AS tid,
  format('inode {} on device {}:{}', ino, dev >> 20, dev & 1048575) AS subject,
  format(
    'writeback open for {}; {}',
    CASE WHEN MAX(ns) >= 1000000000 THEN format('{} s', MAX(ns) // 1000000000) ELSE format('{} ms', MAX(ns) // 1000000) END,
    CASE
      WHEN BOOL_OR(passed_ts IS NOT NULL) THEN 'fsync returned meanwhile, which waits for it: the end of writeback was lost'
      WHEN NOT BOOL_OR(requests_recorded) THEN 'requests of the device were not recorded'
      WHEN MAX(in_flight) = 0 THEN 'no request is in flight on the device: the end of writeback was lost'
      ELSE format('{} requests are in flight on the device: it is slow or hangs', MAX(in_flight))
    END
  ) AS message,
  capture_id,
  dev,
  ino,
  MIN(index) AS first_index,
  COUNT(*) AS intervals,
  CAST(SUM(pages) AS BIGINT) AS pages,
  MAX(ns) AS longest_ns,
  CASE WHEN BOOL_OR(requests_recorded) THEN MAX(in_flight) END AS in_flight,
  MIN(passed_ts) AS passed_ts,
  BOOL_AND(exact) AS exact,
  MAX(stop_ts) AS last_ts
FROM told
WHERE exact
  OR (requests_recorded AND NOT device_writes)
GROUP BY capture_id, dev, ino
ORDER BY capture_id, ts, dev, ino
