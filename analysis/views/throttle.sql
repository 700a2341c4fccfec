-- SPDX-License-Identifier: Apache-2.0
-- title:       Pauses of writers in balance_dirty_pages: planned by the kernel, confirmed by the scheduler
-- materialise: yes
-- needs:       writeback.balance_dirty_pages(bdi, limit|dirty_limit?, setpoint?, dirty?, bdi_setpoint|wb_setpoint?, bdi_dirty|wb_dirty?, dirty_ratelimit?, task_ratelimit?, dirtied?, dirtied_pause?, paused, pause, period?, think?, cgroup_ino?)
-- needs:       loss_gap
-- evidence:    exact if sched.sched_switch; the pause as planned, and the sleep that followed
-- evidence:    stock; pauses as planned: whether they were slept was not recorded
-- note:        One row per pause; a call of balance_dirty_pages can make several, which share call_ts. The kernel gives times in whole
--              milliseconds. A pause of 0 or less is none: the thread had earned it by thinking. What counts as slept is the sleep that
--              follows the event within 10 ms on the same thread.
-- source:      mm/page-writeback.c balance_dirty_pages, 5.10 to 7.2 (bdi_dirty and bdi_setpoint are wb_dirty and wb_setpoint in 7.2).
--              The event comes before the pause. Exact for what was planned; what was slept needs sched_switch.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      start_ts BIGINT  when the pause was decided
-- column:      end_ts BIGINT  when the thread ran again; NULL when it did not sleep, or that is not known
-- column:      cpu SMALLINT  cpu of the begin
-- column:      tid INTEGER  thread that is throttled
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      rec BIGINT  place of its first record in its cpu buffer
-- column:      call_ts BIGINT  start_ts of the first pause of the same call
-- column:      bdi VARCHAR  backing device
-- column:      cgroup_ino UBIGINT  cgroup whose writeback it is; NULL where the event has none
-- column:      pause_ns BIGINT  planned pause, 0 when there is none [ns]
-- column:      slept_ns BIGINT  from leaving the cpu to running again [ns]; NULL with end_ts
-- column:      confirmed BOOLEAN  TRUE: it slept nine tenths of the pause or more; FALSE: switches of the thread are recorded, and it did
--              not; NULL: no pause was planned, or switches are not recorded
-- column:      paused_ms BIGINT  time since the call began, by the kernel's own count [ms]
-- column:      period_ms BIGINT  pause and think time that the plan is made of [ms]
-- column:      think_ms BIGINT  time since the thread's last pause [ms]
-- column:      dirtied BIGINT  pages the thread dirtied since its last pause
-- column:      dirtied_pause BIGINT  after so many the next pause is due [pages]
-- column:      dirty BIGINT  dirty pages of the domain (system or cgroup)
-- column:      dirty_limit BIGINT  its limit [pages]
-- column:      setpoint BIGINT  its set point [pages]
-- column:      wb_dirty BIGINT  dirty pages of the bdi
-- column:      wb_setpoint BIGINT  the bdi's set point [pages]
-- column:      dirty_ratelimit BIGINT  base rate per task [KiB/s]
-- column:      task_ratelimit BIGINT  rate of this task now [KiB/s]
WITH event AS (
  SELECT
    capture_id, ts, cpu, common_pid AS tid, buffer_id, rec,
    CAST(bdi AS VARCHAR) AS bdi,
    CAST(cgroup_ino AS UBIGINT) AS cgroup_ino,
    GREATEST(CAST(pause AS BIGINT), 0) * 1000000 AS pause_ns,
    CAST(paused AS BIGINT) AS paused_ms,
    CAST(period AS BIGINT) AS period_ms,
    CAST(think AS BIGINT) AS think_ms,
    CAST(dirtied AS BIGINT) AS dirtied,
    CAST(dirtied_pause AS BIGINT) AS dirtied_pause,
    CAST(dirty AS BIGINT) AS dirty,
    CAST("limit" AS BIGINT) AS dirty_limit,
    CAST(setpoint AS BIGINT) AS setpoint,
    CAST(bdi_dirty AS BIGINT) AS wb_dirty,
    CAST(bdi_setpoint AS BIGINT) AS wb_setpoint,
    CAST(dirty_ratelimit AS BIGINT) AS dirty_ratelimit,
    CAST(task_ratelimit AS BIGINT) AS task_ratelimit
  FROM src."writeback.balance_dirty_pages"
),
begun AS (
  SELECT
    *,
    COALESCE(
      LAG(pause_ns) OVER thread > 0
        AND paused_ms > LAG(paused_ms) OVER thread
        AND ts - paused_ms * 1000000 <= LAG(ts) OVER thread + 10000000,
      FALSE
    ) AS goes_on
  FROM event
  WINDOW thread AS (PARTITION BY capture_id, buffer_id, tid ORDER BY ts, rec)
),
numbered AS (
  SELECT
    *,
    SUM(CASE WHEN goes_on THEN 0 ELSE 1 END) OVER (PARTITION BY capture_id, buffer_id, tid ORDER BY ts, rec) AS number
  FROM begun
),
named AS (
  SELECT *, MIN(ts) OVER (PARTITION BY capture_id, buffer_id, tid, number) AS call_ts
  FROM numbered
),
slept AS (
  {{slept named}}
),
switched AS (
  SELECT DISTINCT capture_id, prev_pid AS tid FROM src."sched.sched_switch"
)
SELECT
  s.capture_id,
  s.ts AS start_ts,
  CASE WHEN s.pause_ns > 0 THEN s.slept_to END AS end_ts,
  s.cpu,
  s.tid,
  s.buffer_id,
  s.rec,
  s.call_ts,
  s.bdi,
  s.cgroup_ino,
  s.pause_ns,
  CASE WHEN s.pause_ns > 0 THEN s.slept_to - s.slept_from END AS slept_ns,
  CASE
    WHEN s.pause_ns = 0 OR w.tid IS NULL THEN NULL
    ELSE COALESCE(s.slept_to - s.slept_from >= s.pause_ns * 0.9, FALSE)
  END AS confirmed,
  s.paused_ms,
  s.period_ms,
  s.think_ms,
  s.dirtied,
  s.dirtied_pause,
  s.dirty,
  s.dirty_limit,
  s.setpoint,
  s.wb_dirty,
  s.wb_setpoint,
  s.dirty_ratelimit,
  s.task_ratelimit
FROM slept AS s
LEFT JOIN switched AS w
  ON w.capture_id = s.capture_id
  AND w.tid = s.tid
