-- SPDX-License-Identifier: Apache-2.0
-- title:       File systems that were frozen and thawed
-- each:        function kind =
--              freeze_super frozen, thaw_super thawing, ext4_unfreeze thawing, xfs_fs_unfreeze thawing, f2fs_unfreeze thawing
-- needs:       probe.{function}(dev?)?
-- needs:       probe.freeze_super__return(ret?)?
-- source:      fs/super.c freeze_super: between its return of 0 and the call of thaw_super the level is SB_FREEZE_COMPLETE, and
--              sb_start_pagefault waits, 5.10 to 6.12. unfreeze_fs is called by thaw_super. Exact.
-- evidence:    exact; probes on the functions
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      ts BIGINT  when, on the trace clock
-- column:      cpu SMALLINT  cpu
-- column:      tid INTEGER  thread
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      rec BIGINT  place of the record in its cpu buffer: a tie-break where ts is equal
-- column:      kind VARCHAR  frozen (freeze_super returned 0) or thawing (thaw_super, or the file system's unfreeze_fs, is entered)
-- column:      dev UINTEGER  device of the file system (kernel dev_t)
WITH entry AS (
  {{each function: SELECT capture_id, buffer_id, ts, cpu, common_pid AS tid, rec, '{kind}' AS kind, FALSE AS is_return, CAST(dev AS UINTEGER) AS dev, CAST(NULL AS BIGINT) AS ret FROM src."probe.{function}"}}
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, rec, 'frozen', TRUE, NULL, CAST(ret & 4294967295 AS BIGINT)
  FROM src."probe.freeze_super__return"
),
paired AS (
  SELECT
    *,
    LAG(dev) OVER call AS entry_dev,
    LAG(is_return) OVER call AS after_return
  FROM entry
  WINDOW call AS (PARTITION BY capture_id, buffer_id, tid, kind ORDER BY ts, rec)
)
SELECT
  capture_id,
  ts,
  cpu,
  tid,
  buffer_id,
  rec,
  kind,
  CASE WHEN is_return THEN entry_dev ELSE dev END AS dev
FROM paired
WHERE kind = 'thawing'
   OR (is_return AND ret = 0 AND after_return IS FALSE)
