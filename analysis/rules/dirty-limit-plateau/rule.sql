-- SPDX-License-Identifier: Apache-2.0
-- id:        dirty-limit-plateau
-- title:     Dirty memory sat at its limit while the device wrote slowly
-- severity:  medium
-- family:    throttling
-- anomaly:   D04
-- needs:     dirty_state, wb_bandwidth
-- param:     limit_percent = 95  share of the limit that counts as reached [%]
-- param:     min_s = 30  time it lasts, at the least [s]
-- param:     bandwidth_percent = 50  share of the capture's median below which the device is slow [%]
-- reference: mm/page-writeback.c balance_dirty_pages, __wb_update_bandwidth, domain_dirty_limits (5.10 to 6.12)
WITH sample AS (
  SELECT
    *,
    100 * (nr_dirty + nr_writeback) >= $limit_percent * dirty_limit AS reached
  FROM dirty_state
),
numbered AS (
  SELECT
    *,
    COUNT(*) FILTER (NOT reached) OVER (PARTITION BY capture_id ORDER BY ts, rec ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS island
  FROM sample
),
plateau AS (
  SELECT
    capture_id,
    MIN(ts) AS ts,
    MAX(ts) AS last_ts,
    ARG_MIN(cpu, ts) AS cpu,
    ARG_MIN(tid, ts) AS tid,
    MAX(nr_dirty + nr_writeback) AS pages,
    MIN(dirty_limit) AS dirty_limit,
    COUNT(*) AS readings
  FROM numbered
  WHERE reached
  GROUP BY capture_id, island
  HAVING MAX(ts) - MIN(ts) > CAST($min_s AS BIGINT) * 1000000000
),
usual AS (
  SELECT capture_id, bdi, QUANTILE_DISC(write_bw, 0.5) AS bandwidth FROM wb_bandwidth GROUP BY capture_id, bdi
),
within AS (
  SELECT b.capture_id, b.bdi, p.ts, AVG(b.write_bw) AS bandwidth
  FROM wb_bandwidth AS b
  ASOF JOIN plateau AS p
    ON p.capture_id = b.capture_id
    AND p.ts <= b.ts
  WHERE b.ts <= p.last_ts
  GROUP BY b.capture_id, b.bdi, p.ts
)
SELECT
  p.ts,
  p.cpu,
  p.tid,
  format('bdi {}', w.bdi) AS subject,
  format(
    'dirty memory sat at its limit of {} pages for {} s while the device wrote {:.1f} MB/s, {:.0f} % of its median', p.dirty_limit, (p.last_ts - p.ts) // 1000000000,
    w.bandwidth * 1024 / 1000000, 100 * w.bandwidth / u.bandwidth
  ) AS message,
  p.capture_id,
  w.bdi,
  p.pages,
  p.dirty_limit,
  p.readings,
  w.bandwidth AS bandwidth_kib,
  u.bandwidth AS median_kib,
  p.last_ts
FROM plateau AS p
JOIN within AS w
  ON w.capture_id = p.capture_id
  AND w.ts = p.ts
JOIN usual AS u
  ON u.capture_id = w.capture_id
  AND u.bdi = w.bdi
WHERE 100 * w.bandwidth < $bandwidth_percent * u.bandwidth
ORDER BY p.capture_id, p.ts, w.bdi
