-- SPDX-License-Identifier: Apache-2.0
-- title:       The kernel's estimates of a device's write bandwidth and of what its writers may dirty
-- needs:       writeback.bdi_dirty_ratelimit(bdi, write_bw, avg_write_bw, dirty_rate, dirty_ratelimit, task_ratelimit, balanced_dirty_ratelimit, cgroup_ino?)
-- evidence:    exact; the kernel's own estimates
-- source:      mm/page-writeback.c __wb_update_bandwidth, include/trace/events/writeback.h bdi_dirty_ratelimit, 5.10 to 7.2. Exact:
--              the kernel's own numbers, about every 200 ms while somebody dirties pages of the device.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      ts BIGINT  when, on the trace clock
-- column:      cpu SMALLINT  cpu
-- column:      tid INTEGER  thread
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      rec BIGINT  place of the record in its cpu buffer: a tie-break where ts is equal
-- column:      bdi VARCHAR  backing device
-- column:      cgroup_ino UBIGINT  cgroup whose writeback it is; NULL where the event has none
-- column:      write_bw BIGINT  bandwidth measured last [KiB/s]
-- column:      avg_write_bw BIGINT  its moving average [KiB/s]
-- column:      dirty_rate BIGINT  how fast pages became dirty [KiB/s]
-- column:      dirty_ratelimit BIGINT  base rate allowed to each task [KiB/s]
-- column:      task_ratelimit BIGINT  that rate at the position between set point and limit [KiB/s]
-- column:      balanced_dirty_ratelimit BIGINT  rate at which dirtying and writing would balance [KiB/s]
SELECT
  capture_id,
  ts,
  cpu,
  common_pid AS tid,
  buffer_id,
  rec,
  CAST(bdi AS VARCHAR) AS bdi,
  CAST(cgroup_ino AS UBIGINT) AS cgroup_ino,
  CAST(write_bw AS BIGINT) AS write_bw,
  CAST(avg_write_bw AS BIGINT) AS avg_write_bw,
  CAST(dirty_rate AS BIGINT) AS dirty_rate,
  CAST(dirty_ratelimit AS BIGINT) AS dirty_ratelimit,
  CAST(task_ratelimit AS BIGINT) AS task_ratelimit,
  CAST(balanced_dirty_ratelimit AS BIGINT) AS balanced_dirty_ratelimit
FROM src."writeback.bdi_dirty_ratelimit"
