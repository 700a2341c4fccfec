-- SPDX-License-Identifier: Apache-2.0
-- title: Calls with file and page, of files that writeback was seen of; undecided are those in an interval that a loss overlaps
-- needs: op_call, page_writeback
WITH released AS (
  SELECT capture_id, dev, ino, index, start_ts
  FROM op_call
  WHERE operation IN ('address_space_operations.release_folio', 'address_space_operations.releasepage')
    AND role = 'method'
    AND ino IS NOT NULL
    AND index IS NOT NULL
)
SELECT
  r.capture_id,
  COUNT(*) FILTER (w.open IS NULL OR w.end_ts <= r.start_ts) AS checked,
  COUNT(*) FILTER (w.open = 'lost events' AND COALESCE(w.end_ts > r.start_ts, TRUE)) AS undecided
FROM released AS r
ASOF LEFT JOIN page_writeback AS w
  ON w.capture_id = r.capture_id
  AND w.dev = r.dev
  AND w.ino = r.ino
  AND w.index = r.index
  AND w.start_ts <= r.start_ts
SEMI JOIN (SELECT capture_id, dev, ino FROM page_writeback) AS s
  ON s.capture_id = r.capture_id
  AND s.dev = r.dev
  AND s.ino = r.ino
GROUP BY r.capture_id
