-- SPDX-License-Identifier: Apache-2.0
-- title:       Time that threads spent reclaiming or compacting memory themselves, or were held back by reclaim
-- needs:       vmscan.mm_vmscan_direct_reclaim_begin(order?)?
-- needs:       vmscan.mm_vmscan_direct_reclaim_end(nr_reclaimed)?
-- needs:       vmscan.mm_vmscan_memcg_reclaim_begin(order?)?
-- needs:       vmscan.mm_vmscan_memcg_reclaim_end(nr_reclaimed)?
-- needs:       compaction.mm_compaction_begin?
-- needs:       compaction.mm_compaction_end(status?)?
-- needs:       vmscan.mm_vmscan_throttled(usec_delayed)?
-- needs:       writeback.writeback_congestion_wait(usec_delayed)?
-- needs:       writeback.writeback_wait_iff_congested(usec_delayed)?
-- needs:       loss_gap
-- evidence:    exact if vmscan.mm_vmscan_direct_reclaim_begin, vmscan.mm_vmscan_direct_reclaim_end; tracepoints at
--              both ends of direct reclaim
-- evidence:    stock; both ends of direct reclaim were not recorded: only the other kinds can be complete
-- source:      mm/vmscan.c, mm/compaction.c, include/trace/events/vmscan.h, compaction.h, 5.10 to 6.12; congestion waits until 5.15.
--              Exact: stock tracepoints at both ends; of the throttlings the end, with the kernel's own count of the time.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      start_ts BIGINT  begin
-- column:      end_ts BIGINT  end; NULL when it is still going on at the capture's end, or lost
-- column:      cpu SMALLINT  cpu of the begin
-- column:      tid INTEGER  thread
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      rec BIGINT  place of its first record in its cpu buffer
-- column:      kind VARCHAR  direct_reclaim, memcg_reclaim, compaction, throttled
-- column:      stall_ns BIGINT  how long [ns]; NULL with end_ts
-- column:      alloc_order INTEGER  log2 of the pages wanted; NULL when not recorded
-- column:      reclaimed BIGINT  pages freed; NULL for compaction and throttled, and with end_ts
-- column:      unpaired VARCHAR  NULL for a pair; 'no return' or 'lost events' as in mkwrite
WITH event AS (
  SELECT 'direct_reclaim' AS kind, capture_id, buffer_id, ts, cpu, common_pid AS tid, rec, FALSE AS is_return, CAST("order" AS INTEGER) AS alloc_order, CAST(NULL AS BIGINT) AS ret
  FROM src."vmscan.mm_vmscan_direct_reclaim_begin"
  UNION ALL
  SELECT 'direct_reclaim', capture_id, buffer_id, ts, cpu, common_pid, rec, TRUE, NULL, CAST(nr_reclaimed AS BIGINT)
  FROM src."vmscan.mm_vmscan_direct_reclaim_end"
  UNION ALL
  SELECT 'memcg_reclaim', capture_id, buffer_id, ts, cpu, common_pid, rec, FALSE, CAST("order" AS INTEGER), NULL
  FROM src."vmscan.mm_vmscan_memcg_reclaim_begin"
  UNION ALL
  SELECT 'memcg_reclaim', capture_id, buffer_id, ts, cpu, common_pid, rec, TRUE, NULL, CAST(nr_reclaimed AS BIGINT)
  FROM src."vmscan.mm_vmscan_memcg_reclaim_end"
  UNION ALL
  SELECT 'compaction', capture_id, buffer_id, ts, cpu, common_pid, rec, FALSE, NULL, NULL
  FROM src."compaction.mm_compaction_begin"
  UNION ALL
  SELECT 'compaction', capture_id, buffer_id, ts, cpu, common_pid, rec, TRUE, NULL, NULL
  FROM src."compaction.mm_compaction_end"
),
call AS (
  {{call event; by: kind}}
),
throttled AS (
  SELECT capture_id, ts, cpu, common_pid AS tid, buffer_id, rec, CAST(usec_delayed AS BIGINT) * 1000 AS stall_ns FROM src."vmscan.mm_vmscan_throttled"
  UNION ALL
  SELECT capture_id, ts, cpu, common_pid, buffer_id, rec, CAST(usec_delayed AS BIGINT) * 1000 FROM src."writeback.writeback_congestion_wait"
  UNION ALL
  SELECT capture_id, ts, cpu, common_pid, buffer_id, rec, CAST(usec_delayed AS BIGINT) * 1000 FROM src."writeback.writeback_wait_iff_congested"
)
SELECT
  capture_id,
  start_ts,
  end_ts,
  cpu,
  tid,
  buffer_id,
  rec,
  kind,
  end_ts - start_ts AS stall_ns,
  alloc_order,
  ret AS reclaimed,
  unpaired
FROM call
UNION ALL
SELECT capture_id, ts - stall_ns, ts, cpu, tid, buffer_id, rec, 'throttled', stall_ns, NULL, NULL, NULL
FROM throttled
