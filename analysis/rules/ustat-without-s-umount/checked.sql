-- SPDX-License-Identifier: Apache-2.0
-- title: Calls of statfs inside the system call ustat, where s_umount was recorded; undecided are those near a loss
{{candidates}}
SELECT
  capture_id,
  COUNT(*) FILTER (held OR NOT lost) AS checked,
  COUNT(*) FILTER (lost AND NOT held) AS undecided
FROM judged
GROUP BY capture_id
