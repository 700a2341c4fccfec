-- chart:   chunk-sizes
-- title:   Pages written in one round of an inode
-- kind:    bars
-- x:       pages written
-- x-scale: lanes
-- y:       rounds
-- unit:    count
-- series:  reason
-- needs:   single_inode_writeback
-- record:  No round of writeback is in this capture. Record writeback:writeback_single_inode_start and writeback:writeback_single_inode, and writeback:writeback_start for its reason.
-- note:    A round is one call of __writeback_single_inode. Rounds that wrote nothing are told, not left out. Buckets are powers of two.
WITH round AS (
  SELECT
    capture_id,
    COALESCE(reason_name, 'asked for by a task') AS reason,
    CASE WHEN wrote <= 0 THEN -1 ELSE CAST(FLOOR(LOG2(wrote)) AS INTEGER) END AS bucket
  FROM single_inode_writeback
  WHERE wrote IS NOT NULL
),
span AS (
  SELECT capture_id, MIN(bucket) AS lowest, MAX(bucket) AS highest FROM round GROUP BY capture_id
),
lane AS (
  SELECT s.capture_id, b.bucket, r.reason
  FROM span AS s
  JOIN (SELECT UNNEST(RANGE(-1, 64)) AS bucket) AS b
    ON b.bucket BETWEEN s.lowest AND s.highest
  JOIN (SELECT DISTINCT capture_id, reason FROM round) AS r
    ON r.capture_id = s.capture_id
)
SELECT
  l.capture_id,
  l.reason AS series,
  CASE
    WHEN l.bucket < 0 THEN '0' WHEN l.bucket = 0 THEN '1'
    ELSE CAST(1::BIGINT << l.bucket AS VARCHAR) || '-' || CAST((2::BIGINT << l.bucket) - 1 AS VARCHAR)
  END AS lane,
  CAST(NULL AS BIGINT) AS ts,
  COUNT(r.bucket) AS value,
  FALSE AS is_limit,
  'writeback:writeback_single_inode (pages wrote)' AS method,
  COUNT(r.bucket) AS n,
  l.bucket AS place
FROM lane AS l
LEFT JOIN round AS r
  ON r.capture_id = l.capture_id
  AND r.bucket = l.bucket
  AND r.reason = l.reason
GROUP BY l.capture_id, l.reason, l.bucket
ORDER BY l.capture_id, l.bucket, l.reason
