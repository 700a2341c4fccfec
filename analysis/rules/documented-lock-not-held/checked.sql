-- SPDX-License-Identifier: Apache-2.0
-- title: Calls judged by a documented rule; undecidable ones are those whose lock was recorded, but not around this call
-- needs: lock_check
SELECT
  capture_id,
  COUNT(*) FILTER (verdict IN ('followed', 'violated', 'wrong mode')) AS checked,
  COUNT(*) FILTER (why IN ('taken before the capture, or in a loss', 'events were lost near the call')) AS undecided
FROM lock_check
GROUP BY capture_id
