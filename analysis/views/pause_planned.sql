-- SPDX-License-Identifier: Apache-2.0
-- title:       Pauses of writers as balance_dirty_pages plans them, without what was slept (view throttle has that)
-- needs:       writeback.balance_dirty_pages(bdi, pause, limit|dirty_limit?, setpoint?, dirty?, bdi_setpoint|wb_setpoint?, bdi_dirty|wb_dirty?)
-- source:      mm/page-writeback.c balance_dirty_pages, 5.10 to 7.2: the event comes before the pause, which is at most MAX_PAUSE, 200 ms.
-- evidence:    exact; the kernel's own plan
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      ts BIGINT  when, on the trace clock
-- column:      cpu SMALLINT  cpu
-- column:      tid INTEGER  thread
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      rec BIGINT  place of the record in its cpu buffer: a tie-break where ts is equal
-- column:      strict BOOLEAN  the device is a FUSE file system on a disk, whose own limit binds (BDI_CAP_STRICTLIMIT); others may be too
-- column:      dirty BIGINT  dirty pages, of the device where strict [pages]
-- column:      dirty_limit BIGINT  their limit: the system's, or for strict the device's share of it [pages]
-- column:      pause_ms BIGINT  planned pause; 0 or less is none [ms]
SELECT
  capture_id,
  ts,
  cpu,
  common_pid AS tid,
  buffer_id,
  rec,
  CAST(bdi AS VARCHAR) LIKE '%-fuseblk' AS strict,
  CAST(CASE WHEN CAST(bdi AS VARCHAR) LIKE '%-fuseblk' THEN bdi_dirty ELSE dirty END AS BIGINT) AS dirty,
  CAST(CASE WHEN CAST(bdi AS VARCHAR) LIKE '%-fuseblk' THEN CAST(bdi_setpoint AS DOUBLE) * "limit" / NULLIF(setpoint, 0) ELSE "limit" END AS BIGINT) AS dirty_limit,
  CAST(pause AS BIGINT) AS pause_ms
FROM src."writeback.balance_dirty_pages"
