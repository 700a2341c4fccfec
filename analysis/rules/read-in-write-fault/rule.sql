-- SPDX-License-Identifier: Apache-2.0
-- id:        read-in-write-fault
-- title:     Write-fault latency is dominated by reading the page
-- severity:  info
-- family:    latency
-- anomaly:   E06
-- needs:     fault
-- param:     share_percent = 50  share of the time of a file's write faults that major ones take [%]
-- param:     min_faults = 10  major write faults, at the least
-- reference: mm/memory.c do_shared_fault, mm/filemap.c filemap_fault (VM_FAULT_MAJOR), 5.10 to 6.12
SELECT
  MIN(start_ts) FILTER (major) AS ts,
  ARG_MIN(cpu, start_ts) FILTER (major) AS cpu,
  ARG_MIN(tid, start_ts) FILTER (major) AS tid,
  format('inode {} on device {}:{}', ino, dev >> 20, dev & 1048575) AS subject,
  format(
    '{} of {} write faults waited for their page to be read, and took {} % of the time of all', COUNT(*) FILTER (major), COUNT(*),
    CAST(100 * SUM(end_ts - start_ts) FILTER (major) // SUM(end_ts - start_ts) AS BIGINT)
  ) AS message,
  capture_id,
  dev,
  ino,
  COUNT(*) FILTER (major) AS major_faults,
  COUNT(*) AS faults,
  CAST(SUM(end_ts - start_ts) FILTER (major) AS BIGINT) AS major_ns,
  QUANTILE_DISC(end_ts - start_ts, 0.99) AS p99_ns,
  MAX(end_ts) FILTER (major) AS last_ts
FROM fault
WHERE write
  AND shared
  AND unpaired IS NULL
  AND end_ts > start_ts
  AND ino IS NOT NULL
GROUP BY capture_id, dev, ino
HAVING COUNT(*) FILTER (major) >= $min_faults
  AND 100 * SUM(end_ts - start_ts) FILTER (major) > $share_percent * SUM(end_ts - start_ts)
  AND MIN(end_ts - start_ts) FILTER (major) <= QUANTILE_DISC(end_ts - start_ts, 0.99)
ORDER BY capture_id, ts, dev, ino
