-- SPDX-License-Identifier: Apache-2.0
-- id:        ratelimit-oscillation
-- title:     The rate that writers are allowed swings
-- severity:  low
-- family:    throttling
-- anomaly:   D05
-- evidence:  exact
-- needs:     wb_bandwidth
-- param:     window_s = 10  time that is looked at at once [s]
-- param:     min_samples = 21  estimates in it, one every 200 ms
-- param:     variation_percent = 100  standard deviation by mean from which it swings [%]
-- reference: mm/page-writeback.c wb_update_dirty_ratelimit, BANDWIDTH_INTERVAL 200 ms (5.10 to 6.12)
WITH slot AS (
  SELECT
    capture_id,
    bdi,
    cgroup_ino,
    MIN(ts) AS ts,
    ARG_MIN(cpu, ts) AS cpu,
    ARG_MIN(tid, ts) AS tid,
    COUNT(*) AS samples,
    STDDEV_POP(task_ratelimit) / NULLIF(AVG(task_ratelimit), 0) AS variation,
    MIN(task_ratelimit) AS lowest,
    MAX(task_ratelimit) AS highest,
    MAX(ts) AS last_ts
  FROM wb_bandwidth
  GROUP BY capture_id, bdi, cgroup_ino, ts // (CAST($window_s AS BIGINT) * 1000000000)
)
SELECT
  ts,
  cpu,
  tid,
  format('bdi {}', bdi) AS subject,
  format('the rate of its writers swung between {} and {} KiB/s in {} s (coefficient of variation {:.2f} of {} estimates)', lowest, highest, $window_s, variation, samples) AS message,
  capture_id,
  bdi,
  cgroup_ino,
  samples,
  variation,
  lowest,
  highest,
  last_ts
FROM slot
WHERE samples >= $min_samples
  AND 100 * variation > $variation_percent
ORDER BY capture_id, ts, bdi
