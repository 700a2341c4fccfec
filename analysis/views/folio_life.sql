-- SPDX-License-Identifier: Apache-2.0
-- title:       Stays of a folio in the page cache, and what happened to it in each
-- materialise: yes
-- needs:       page_event, loss_gap
-- evidence:    exact if page_event; every act of a stay has its event or probe
-- evidence:    stock; acts that no stock event shows are not seen
-- note:        A stay begins with added, or with the page's first event when that was not seen, and ends with removed. State is what
--              the events of this stay say; it is not known when no event says it, or a loss of the buffer overlaps the stay.
-- source:      As page_event.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      dev UINTEGER  device of the file system (kernel dev_t); NULL when it cannot be known
-- column:      ino UBIGINT  inode number
-- column:      index UBIGINT  page offset in the file of the folio's first page [pages]
-- column:      stay BIGINT  number of the stay of this page, from 1
-- column:      added_ts BIGINT  when it entered the page cache; NULL when that was not seen
-- column:      removed_ts BIGINT  when it left; NULL while it is there
-- column:      first_ts BIGINT  first event of the stay
-- column:      last_ts BIGINT  last event of the stay
-- column:      pages BIGINT  its pages, a lower bound where page_event says so
-- column:      pages_exact BOOLEAN  FALSE when pages is a lower bound
-- column:      dirtied BIGINT  times it became dirty
-- column:      cleaned BIGINT  times it was cleaned for writing
-- column:      redirtied BIGINT  times writeback gave it back unwritten
-- column:      cancelled BIGINT  times its dirty bit was dropped
-- column:      mkcleaned BIGINT  times its ptes were write-protected
-- column:      writebacks BIGINT  times it entered writeback
-- column:      waits BIGINT  rounds of waiting for its writeback
-- column:      dirty_ns BIGINT  time known to be dirty: from dirtied or redirtied to cleaned, cancelled or removed [ns]
-- column:      last_kind VARCHAR  last event that is no wait and no removal; NULL when there is none
-- column:      dirty BOOLEAN  dirty at the end of the stay; NULL when not known, which it is not
--              where the capture shows no folio being cleaned at all
-- column:      removed_tid INTEGER  thread that removed it; NULL with removed_ts
-- column:      lost BOOLEAN  a loss of events overlaps the stay: counts are lower bounds
WITH numbered AS (
  SELECT
    *,
    COALESCE(SUM(CASE WHEN kind = 'removed' THEN 1 ELSE 0 END) OVER before, 0)
      + SUM(CASE WHEN kind = 'added' AND last_kind <> 'removed' THEN 1 ELSE 0 END) OVER upto
      + 1 AS stay
  FROM (
    SELECT *, LAG(kind) OVER (PARTITION BY capture_id, dev, CASE WHEN dev IS NULL THEN bdi END, ino, index ORDER BY seq) AS last_kind
    FROM page_event
  )
  WINDOW
    before AS (
      PARTITION BY capture_id, dev, CASE WHEN dev IS NULL THEN bdi END, ino, index ORDER BY seq
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ),
    upto AS (
      PARTITION BY capture_id, dev, CASE WHEN dev IS NULL THEN bdi END, ino, index ORDER BY seq
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    )
),
state AS (
  SELECT
    *,
    CASE WHEN kind IN ('dirtied', 'redirtied') THEN LEAD(ts) OVER change - ts END AS dirty_ns
  FROM numbered
  WINDOW change AS (
    PARTITION BY capture_id, dev, CASE WHEN dev IS NULL THEN bdi END, ino, index, stay,
      kind IN ('dirtied', 'redirtied', 'cleaned', 'cancelled', 'removed')
    ORDER BY seq
  )
),
life AS (
  SELECT
    capture_id, dev, ino, index, stay,
    CASE WHEN dev IS NULL THEN bdi END AS bdi,
    ANY_VALUE(buffer_id) AS buffer_id,
    MIN(ts) FILTER (kind = 'added') AS added_ts,
    MAX(ts) FILTER (kind = 'removed') AS removed_ts,
    MIN(ts) AS first_ts,
    MAX(ts) AS last_ts,
    MAX(pages) AS pages,
    BOOL_OR(pages_exact) AS pages_exact,
    COUNT(*) FILTER (kind = 'dirtied') AS dirtied,
    COUNT(*) FILTER (kind = 'cleaned') AS cleaned,
    COUNT(*) FILTER (kind = 'redirtied') AS redirtied,
    COUNT(*) FILTER (kind = 'cancelled') AS cancelled,
    COUNT(*) FILTER (kind = 'mkcleaned') AS mkcleaned,
    COUNT(*) FILTER (kind = 'writeback_started') AS writebacks,
    COUNT(*) FILTER (kind = 'waited') AS waits,
    CAST(COALESCE(SUM(dirty_ns), 0) AS BIGINT) AS dirty_ns,
    ARG_MAX(kind, seq) FILTER (kind NOT IN ('waited', 'removed')) AS last_kind,
    ARG_MAX(kind, seq) FILTER (kind IN ('added', 'dirtied', 'redirtied', 'cleaned', 'cancelled')) AS last_change,
    MAX(tid) FILTER (kind = 'removed') AS removed_tid
  FROM state
  GROUP BY capture_id, dev, CASE WHEN dev IS NULL THEN bdi END, ino, index, stay
),
ended AS (
  SELECT
    l.*,
    COALESCE(g.to_ts >= l.first_ts, FALSE) AS lost
  FROM life AS l
  ASOF LEFT JOIN loss_gap AS g
    ON g.capture_id = l.capture_id
    AND g.buffer_id = l.buffer_id
    AND g.from_ts <= l.last_ts
)
SELECT
  capture_id,
  dev,
  ino,
  index,
  CAST(stay AS BIGINT) AS stay,
  added_ts,
  removed_ts,
  first_ts,
  last_ts,
  pages,
  pages_exact,
  dirtied,
  cleaned,
  redirtied,
  cancelled,
  mkcleaned,
  writebacks,
  waits,
  dirty_ns,
  last_kind,
  CASE
    WHEN lost OR last_change IS NULL THEN NULL
    WHEN last_change IN ('dirtied', 'redirtied')
      THEN CASE WHEN capture_id IN (SELECT capture_id FROM page_event WHERE kind = 'cleaned') THEN TRUE END
    ELSE FALSE
  END AS dirty,
  removed_tid,
  lost
FROM ended
