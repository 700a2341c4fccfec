-- SPDX-License-Identifier: Apache-2.0
-- id:        mkwrite-on-swapfile
-- title:     A store into an active swap file was granted
-- severity:  high
-- family:    mkwrite
-- anomaly:   B10
-- evidence:  exact
-- reference: mm/memory.c do_page_mkwrite (IS_SWAPFILE: VM_FAULT_SIGBUS), mm/swapfile.c setup_swap_extents, 5.10 to 6.12
{{candidates}}
SELECT
  MIN(start_ts) AS ts,
  ARG_MIN(cpu, start_ts) AS cpu,
  ARG_MIN(tid, start_ts) AS tid,
  format('inode {} on device {}:{}', ino, dev >> 20, dev & 1048575) AS subject,
  format('{} stores into an active swap file were granted; first page {}', COUNT(*), ARG_MIN(index, start_ts)) AS message,
  capture_id,
  dev,
  ino,
  COUNT(*) AS calls,
  ARG_MIN(index, start_ts) AS first_index,
  ARG_MIN(active_ts, start_ts) AS active_ts,
  MAX(end_ts) AS last_ts
FROM call
WHERE active
  AND succeeded
GROUP BY capture_id, dev, ino
ORDER BY capture_id, ts, dev, ino
