-- SPDX-License-Identifier: Apache-2.0
-- title: Waits for mmap_lock, the invalidate lock, or where classes are not recorded any rwsem; undecided are those that a loss overlaps
-- needs: lock_wait
SELECT
  capture_id,
  COUNT(*) FILTER (unpaired IS NULL) AS checked,
  COUNT(*) FILTER (unpaired = 'lost events') AS undecided
FROM lock_wait
WHERE lock_class LIKE '%mmap_lock%'
  OR lock_class LIKE 'mapping.invalidate_lock%'
  OR (lock_class IS NULL AND (flag_names LIKE 'READ%' OR flag_names LIKE 'WRITE%') AND flag_names NOT LIKE '%PERCPU%')
GROUP BY capture_id
