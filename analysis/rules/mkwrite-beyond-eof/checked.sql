-- SPDX-License-Identifier: Apache-2.0
-- title: Successful calls with a bound on the file's size, at the function where most have one; undecided are those near a loss
-- needs: mkwrite_bound
SELECT
  capture_id,
  CAST(COALESCE(SUM(checked), 0) AS BIGINT) AS checked,
  CAST(COALESCE(SUM(undecided), 0) AS BIGINT) AS undecided
FROM (
  SELECT
    capture_id,
    dev,
    ino,
    MAX(checked) AS checked,
    MAX(undecided) AS undecided
  FROM (
    SELECT
      capture_id,
      dev,
      ino,
      function,
      COUNT(*) FILTER (size_bound IS NOT NULL AND NOT lost AND (truncates_recorded OR NOT beyond)) AS checked,
      COUNT(*) FILTER (lost OR (beyond AND NOT truncates_recorded)) AS undecided
    FROM mkwrite_bound
    GROUP BY capture_id, dev, ino, function
  )
  GROUP BY capture_id, dev, ino
)
GROUP BY capture_id
