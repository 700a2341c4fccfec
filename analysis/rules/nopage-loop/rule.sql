-- SPDX-License-Identifier: Apache-2.0
-- id:        nopage-loop
-- title:     A thread faults on one address again and again without getting on
-- severity:  high
-- family:    mkwrite
-- anomaly:   B03
-- evidence:  exact
-- needs:     fault_call
-- param:     min_calls = 100  faults in a row that make a loop
-- param:     window_ns = 1000000000  time they must fall into [ns]
-- param:     max_pause_ns = 10000000  longest pause between two of them [ns]
-- reference: mm/memory.c do_page_mkwrite (NOPAGE and RETRY make the VM try again)
WITH suspect AS (
  SELECT DISTINCT
    capture_id,
    buffer_id,
    tid
  FROM (
    SELECT
      capture_id,
      buffer_id,
      tid,
      address
    FROM fault_call
    WHERE (result & 1280) <> 0
    GROUP BY capture_id, buffer_id, tid, address
    HAVING COUNT(*) >= $min_calls
  )
),
call AS (
  SELECT
    capture_id,
    buffer_id,
    tid,
    cpu,
    rec,
    start_ts,
    end_ts,
    address,
    dev,
    ino,
    result,
    LAG(address) OVER thread = address
    AND LAG(write) OVER thread IS NOT DISTINCT FROM write
    AND (LAG(result) OVER thread & 1280) <> 0
    AND start_ts - LAG(end_ts) OVER thread <= $max_pause_ns AS again
  FROM fault_call
  SEMI JOIN suspect USING (capture_id, buffer_id, tid)
  WINDOW thread AS (PARTITION BY capture_id, buffer_id, tid ORDER BY start_ts, rec)
),
chained AS (
  SELECT
    *,
    COUNT(*) FILTER (again IS NOT TRUE) OVER (
      PARTITION BY capture_id, buffer_id, tid
      ORDER BY start_ts, rec
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS chain
  FROM call
),
fruitless AS (
  SELECT
    *,
    start_ts - LAG(start_ts, $min_calls - 1) OVER (
      PARTITION BY capture_id, buffer_id, tid, chain
      ORDER BY start_ts, rec
    ) <= $window_ns AS within_window
  FROM chained
  WHERE (result & 1280) <> 0
)
SELECT
  MIN(start_ts) AS ts,
  ARG_MIN(cpu, start_ts) AS cpu,
  tid,
  format('address 0x{:x}', ANY_VALUE(address)) AS subject,
  format(
    '{} faults in a row ended in {} within {} ms',
    COUNT(*),
    CONCAT_WS(
      ' or ',
      CASE WHEN BOOL_OR((result & 256) <> 0) THEN 'NOPAGE' END,
      CASE WHEN BOOL_OR((result & 1024) <> 0) THEN 'RETRY' END
    ),
    (MAX(end_ts) - MIN(start_ts)) // 1000000
  ) AS message,
  capture_id,
  printf('0x%x', ANY_VALUE(address)) AS address,
  ANY_VALUE(dev) AS dev,
  ANY_VALUE(ino) AS ino,
  COUNT(*) AS calls,
  MAX(end_ts) AS last_ts
FROM fruitless
GROUP BY capture_id, buffer_id, tid, chain
HAVING BOOL_OR(within_window)
ORDER BY capture_id, ts, tid
