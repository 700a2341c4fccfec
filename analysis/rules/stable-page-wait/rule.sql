-- SPDX-License-Identifier: Apache-2.0
-- id:        stable-page-wait
-- title:     Write faults wait for writeback of the page they store to
-- severity:  medium
-- family:    latency
-- anomaly:   E02
-- evidence:  exact
-- needs:     latency_call, latency_part
-- param:     share_percent = 1  share of the write faults of a file system that wait [%]
-- param:     p99_ms = 10  99th percentile of their waits [ms]
-- param:     min_waits = 3  waits, at the least
-- reference: mm/page-writeback.c folio_wait_stable; fs/btrfs/inode.c btrfs_page_mkwrite, fs/f2fs/file.c f2fs_vm_page_mkwrite (5.10 to 6.12)
WITH call AS (
  SELECT c.*, p.ns AS wait_ns
  FROM latency_call AS c
  LEFT JOIN latency_part AS p
    ON p.capture_id = c.capture_id
    AND p.metric = c.metric
    AND p.call = c.call
    AND p.part = 'stable page'
  WHERE c.metric = 'L_fs'
    AND c.unpaired IS NULL
)
SELECT
  MIN(start_ts) FILTER (wait_ns > 0) AS ts,
  ARG_MIN(cpu, start_ts) FILTER (wait_ns > 0) AS cpu,
  ARG_MIN(tid, start_ts) FILTER (wait_ns > 0) AS tid,
  CASE WHEN dev IS NULL THEN function ELSE format('{} on device {}:{}', function, dev >> 20, dev & 1048575) END AS subject,
  format(
    '{} of {} write faults waited for writeback of the page they store to; the 99th percentile of these waits is {:.1f} ms', COUNT(*) FILTER (wait_ns > 0), COUNT(*),
    QUANTILE_DISC(wait_ns, 0.99) FILTER (wait_ns > 0) / 1000000.0
  ) AS message,
  capture_id,
  function,
  dev,
  COUNT(*) FILTER (wait_ns > 0) AS waits,
  COUNT(*) AS calls,
  CAST(SUM(wait_ns) AS BIGINT) AS wait_ns,
  QUANTILE_DISC(wait_ns, 0.99) FILTER (wait_ns > 0) AS p99_ns,
  MAX(end_ts) FILTER (wait_ns > 0) AS last_ts
FROM call
GROUP BY capture_id, function, dev
HAVING COUNT(*) FILTER (wait_ns > 0) >= $min_waits
  AND 100 * COUNT(*) FILTER (wait_ns > 0) > $share_percent * COUNT(*)
  AND QUANTILE_DISC(wait_ns, 0.99) FILTER (wait_ns > 0) > $p99_ms * 1000000
ORDER BY capture_id, ts, function
