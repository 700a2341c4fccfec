-- SPDX-License-Identifier: Apache-2.0
-- title:       Bits of an inode's i_state by name, as the capture's own writeback events print them
-- evidence:    exact; the print fmt of the capture's own events
-- source:      include/trace/events/writeback.h show_inode_state: the kernel says which bit is which in the print fmt of its
--              events. Bits moved between kernels (I_DIRTY_PAGES is 4 on 6.1, 32 on 6.12): nothing is assumed here.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      mask UBIGINT  the bit
-- column:      name VARCHAR  its name
WITH format AS (
  SELECT capture_id, MIN(print_fmt) AS text
  FROM event_schema
  WHERE system = 'writeback'
    AND print_fmt LIKE '%"I_DIRTY_PAGES"%'
  GROUP BY capture_id
),
shift AS (
  SELECT
    capture_id,
    UNNEST(REGEXP_EXTRACT_ALL(text, '\{ *\(?1U?L* << ([0-9]+)\)? *, *"(I_\w+)"', 1)) AS bit,
    UNNEST(REGEXP_EXTRACT_ALL(text, '\{ *\(?1U?L* << ([0-9]+)\)? *, *"(I_\w+)"', 2)) AS name
  FROM format
),
number AS (
  SELECT
    capture_id,
    UNNEST(REGEXP_EXTRACT_ALL(text, '\{ *(0x[0-9a-fA-F]+|[0-9]+)U?L* *, *"(I_\w+)"', 1)) AS mask,
    UNNEST(REGEXP_EXTRACT_ALL(text, '\{ *(0x[0-9a-fA-F]+|[0-9]+)U?L* *, *"(I_\w+)"', 2)) AS name
  FROM format
)
SELECT DISTINCT
  capture_id,
  CAST(1 AS UBIGINT) << CAST(bit AS UBIGINT) AS mask,
  name
FROM shift
UNION
SELECT DISTINCT
  capture_id,
  CAST(mask AS UBIGINT) AS mask,
  name
FROM number
