-- SPDX-License-Identifier: Apache-2.0
-- id:        dirtied-outside-write
-- title:     A page of a mapped file became dirty without page_mkwrite or a write call
-- severity:  critical
-- family:    accounting
-- anomaly:   A01
-- evidence:  exact
-- reference: mm/gup.c unpin_user_pages_dirty_lock, block/bio.c bio_set_pages_dirty (a pinned page is dirtied without page_mkwrite); LWN 753027; invariant I1
{{candidates}}
SELECT
  MIN(ts) FILTER (outside) AS ts,
  ARG_MIN(cpu, ts) FILTER (outside) AS cpu,
  ARG_MIN(tid, ts) FILTER (outside) AS tid,
  format('inode {} on device {}:{}', ino, dev >> 20, dev & 1048575) AS subject,
  format(
    '{} pages became dirty outside any write call or page_mkwrite; first page {}, in {}, {} us after {}. {}; the data may never reach the disk',
    COUNT(*) FILTER (outside), ARG_MIN(index, ts) FILTER (outside), ARG_MIN(call, ts) FILTER (outside),
    ARG_MIN(ts - cleaned_ts, ts) FILTER (outside) // 1000,
    CASE ARG_MIN(call, ts) FILTER (outside) WHEN 'a write fault' THEN 'its begin' ELSE 'it was cleaned' END,
    CASE ARG_MIN(call, ts) FILTER (outside)
      WHEN 'a write fault' THEN 'The file system was not asked'
      ELSE 'Direct I/O or RDMA into a file mapping is the usual cause'
    END
  ) AS message,
  capture_id,
  dev,
  ino,
  COUNT(*) FILTER (outside) AS pages,
  ARG_MIN(index, ts) FILTER (outside) AS first_index,
  ARG_MIN(call, ts) FILTER (outside) AS call,
  ARG_MIN(cleaned_ts, ts) FILTER (outside AND call <> 'a write fault') AS cleaned_ts,
  MAX(ts) FILTER (outside) AS last_ts
FROM judged
WHERE NOT lost
GROUP BY capture_id, dev, ino
HAVING BOOL_OR(outside)
ORDER BY capture_id, ts, dev, ino
