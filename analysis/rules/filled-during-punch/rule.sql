-- SPDX-License-Identifier: Apache-2.0
-- id:        filled-during-punch
-- title:     A page was read into a range that was being punched or truncated
-- severity:  critical
-- family:    mkwrite
-- anomaly:   B07
-- evidence:  exact
-- param:     clock_guard_ns = 1000  disagreement of two cpus' clocks that is allowed for [ns]
-- reference: mm/filemap.c filemap_fault, filemap_create_folio (invalidate_lock shared), fs/ext4/inode.c ext4_punch_hole (invalidate_lock exclusive), 5.15 to 6.12
{{candidates}}
SELECT
  MIN(a.ts) AS ts,
  ARG_MIN(a.cpu, a.ts) AS cpu,
  ARG_MIN(a.tid, a.ts) AS tid,
  format('inode {} on device {}:{}', c.ino, c.dev >> 20, c.dev & 1048575) AS subject,
  format(
    '{} pages were read in again while thread {} removed their range in {}; first page {}, by thread {}', COUNT(*), ARG_MIN(c.tid, a.ts), ARG_MIN(c.call, a.ts),
    ARG_MIN(a.index, a.ts), ARG_MIN(a.tid, a.ts)
  ) AS message,
  c.capture_id,
  c.dev,
  c.ino,
  COUNT(*) AS pages,
  ARG_MIN(a.index, a.ts) AS first_index,
  ARG_MIN(c.call_ts, a.ts) AS call_ts,
  MAX(a.ts) AS last_ts
FROM cut AS c
JOIN folio_added AS a
  ON a.capture_id = c.capture_id
  AND a.dev = c.dev
  AND a.ino = c.ino
  AND a.tid <> c.tid
  AND a.ts > c.from_ts + $clock_guard_ns
  AND a.ts < c.to_ts - $clock_guard_ns
  AND a.index > c.low
  AND a.index + a.pages < c.high
GROUP BY c.capture_id, c.dev, c.ino
ORDER BY c.capture_id, ts, c.dev, c.ino
