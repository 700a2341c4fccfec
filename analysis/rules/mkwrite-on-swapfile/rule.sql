-- SPDX-License-Identifier: Apache-2.0
-- id:        mkwrite-on-swapfile
-- title:     A store into an active swap file was granted
-- severity:  high
-- family:    mkwrite
-- anomaly:   B10
-- evidence:  exact
-- needs:     mkwrite, op_call, syscall
-- reference: mm/memory.c do_page_mkwrite (IS_SWAPFILE: VM_FAULT_SIGBUS), mm/swapfile.c setup_swap_extents, 5.10 to 6.12
WITH turn AS (
  SELECT
    o.capture_id,
    o.dev,
    o.ino,
    s.end_ts AS ts,
    TRUE AS active
  FROM op_call AS o
  ASOF JOIN syscall AS s
    ON s.capture_id = o.capture_id
    AND s.tid = o.tid
    AND s.start_ts <= o.start_ts
  WHERE o.operation LIKE '%swap_activate%'
    AND s.name = 'swapon'
    AND s.ret = 0
    AND o.ino IS NOT NULL
  UNION ALL
  SELECT
    o.capture_id,
    o.dev,
    o.ino,
    s.start_ts,
    FALSE
  FROM op_call AS o
  ASOF JOIN syscall AS s
    ON s.capture_id = o.capture_id
    AND s.tid = o.tid
    AND s.start_ts <= o.start_ts
  WHERE o.operation LIKE '%swap_deactivate%'
    AND s.name = 'swapoff'
    AND o.ino IS NOT NULL
),
call AS (
  SELECT
    m.*,
    t.active,
    t.ts AS active_ts
  FROM mkwrite AS m
  ASOF JOIN turn AS t
    ON t.capture_id = m.capture_id
    AND t.dev = m.dev
    AND t.ino = m.ino
    AND t.ts <= m.start_ts
  WHERE m.level IN ('vm', 'fs')
    AND m.end_ts IS NOT NULL
)
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
