-- SPDX-License-Identifier: Apache-2.0
-- id:        throttle-unfair
-- title:     Writers of one device were throttled unevenly
-- severity:  medium
-- family:    throttling
-- anomaly:   D02
-- needs:     throttle
-- param:     window_s = 10  time in which writers are compared [s]
-- param:     min_events = 3  pauses of a writer that counts
-- param:     jain_percent = 50  Jain's index of their dirtied pages below which it is uneven [%]
-- param:     pause_ratio = 5  or: one paused this many times the median
-- reference: mm/page-writeback.c balance_dirty_pages, wb_update_dirty_ratelimit: one rate for all tasks of a bdi (5.10 to 6.12)
WITH writer AS (
  SELECT
    capture_id,
    bdi,
    cgroup_ino,
    start_ts // (CAST($window_s AS BIGINT) * 1000000000) AS slot,
    tid,
    SUM(dirtied) AS dirtied,
    SUM(pause_ns) AS paused_ns,
    MIN(start_ts) AS ts,
    ARG_MIN(cpu, start_ts) AS cpu,
    MAX(start_ts) AS last_ts
  FROM throttle
  WHERE pause_ns > 0
  GROUP BY capture_id, bdi, cgroup_ino, slot, tid
  HAVING COUNT(*) >= $min_events
    AND SUM(pause_ns) > 1000000 * SUM(COALESCE(think_ms, 0))
),
compared AS (
  SELECT
    capture_id,
    bdi,
    cgroup_ino,
    slot,
    COUNT(*) AS writers,
    POW(SUM(dirtied), 2) / NULLIF(COUNT(*) * SUM(dirtied * dirtied), 0) AS jain,
    MAX(paused_ns) / NULLIF(QUANTILE_CONT(paused_ns, 0.5), 0) AS ratio,
    MIN(ts) AS ts,
    ARG_MAX(cpu, {'paused': paused_ns, 'order': -tid}) AS cpu,
    ARG_MAX(tid, {'paused': paused_ns, 'order': -tid}) AS tid,
    CAST(SUM(dirtied) AS BIGINT) AS pages,
    MAX(last_ts) AS last_ts
  FROM writer
  GROUP BY capture_id, bdi, cgroup_ino, slot
  HAVING COUNT(*) >= 2
)
SELECT
  ts,
  cpu,
  tid,
  format('bdi {}', bdi) AS subject,
  format(
    '{} writers held back all the time in {} s: Jain''s index of what they dirtied {:.2f}; thread {} paused {:.1f} times the median', writers, $window_s, jain, tid, ratio
  ) AS message,
  capture_id,
  bdi,
  cgroup_ino,
  writers,
  jain,
  ratio,
  pages,
  last_ts
FROM compared
WHERE jain < $jain_percent / 100.0
  OR (writers >= 3 AND ratio > $pause_ratio)
ORDER BY capture_id, ts, bdi
