-- SPDX-License-Identifier: Apache-2.0
-- title: Retries asked for in user mode; undecided are those near a loss, and threads that nothing more is known of
{{candidates}}
SELECT
  capture_id,
  COUNT(dropped) FILTER (NOT lost) AS checked,
  COUNT(*) FILTER (lost) AS undecided
FROM judged
GROUP BY capture_id
