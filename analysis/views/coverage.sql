-- SPDX-License-Identifier: Apache-2.0
-- title:       Intervals of a cpu buffer in which nothing was lost
-- evidence:    exact; the buffers' own marks of what they lost
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      cpu SMALLINT  cpu
-- column:      from_ts BIGINT  first moment known to be complete
-- column:      to_ts BIGINT  last moment known to be complete; the capture's end where nothing was lost
WITH gap AS (
  SELECT
    l.capture_id,
    l.buffer_id,
    l.cpu,
    COALESCE(l.after_ts, c.start_ts) AS from_ts,
    l.before_ts
  FROM lost_event AS l
  JOIN capture AS c
    ON c.capture_id = l.capture_id
),
opening AS (
  SELECT
    u.capture_id,
    u.buffer_id,
    u.cpu,
    c.start_ts AS from_ts
  FROM cpu AS u
  JOIN capture AS c
    ON c.capture_id = u.capture_id
  UNION ALL
  SELECT
    capture_id,
    buffer_id,
    cpu,
    before_ts
  FROM gap
  WHERE before_ts IS NOT NULL
),
closed AS (
  SELECT
    o.capture_id,
    o.buffer_id,
    o.cpu,
    o.from_ts,
    COALESCE(g.from_ts, c.end_ts) AS to_ts
  FROM opening AS o
  JOIN capture AS c
    ON c.capture_id = o.capture_id
  ASOF LEFT JOIN gap AS g
    ON g.capture_id = o.capture_id
    AND g.buffer_id = o.buffer_id
    AND g.cpu = o.cpu
    AND g.from_ts >= o.from_ts
)
SELECT
  capture_id,
  buffer_id,
  cpu,
  from_ts,
  to_ts
FROM closed
WHERE from_ts < to_ts
