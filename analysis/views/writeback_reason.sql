-- SPDX-License-Identifier: Apache-2.0
-- title:       Reasons of writeback works by number, as the capture's own events print them
-- evidence:    exact; the print fmt of the capture's own events
-- source:      include/trace/events/writeback.h WB_WORK_REASON: enum wb_reason of the kernel that ran, from the print fmt.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      reason INTEGER  the number that events carry
-- column:      name VARCHAR  its name: background, vmscan, sync, periodic, laptop_timer, fs_free_space, ...
WITH format AS (
  SELECT capture_id, MIN(print_fmt) AS text
  FROM event_schema
  WHERE system = 'writeback'
    AND event IN ('writeback_queue', 'writeback_exec', 'writeback_start', 'writeback_written', 'writeback_queue_io')
    AND print_fmt LIKE '%REC->reason%'
  GROUP BY capture_id
)
SELECT
  capture_id,
  CAST(UNNEST(REGEXP_EXTRACT_ALL(text, '\{ *([0-9]+) *, *"(\w+)" *\}', 1)) AS INTEGER) AS reason,
  UNNEST(REGEXP_EXTRACT_ALL(text, '\{ *([0-9]+) *, *"(\w+)" *\}', 2)) AS name
FROM format
