-- SPDX-License-Identifier: Apache-2.0
-- id:        dirtied-outside-write
-- title:     A clean page of a mapped file became dirty outside any write fault and write call
-- severity:  critical
-- family:    accounting
-- anomaly:   A01
-- evidence:  exact
-- needs:     dirtied_after_clean
-- reference: mm/gup.c unpin_user_pages_dirty_lock, block/bio.c bio_set_pages_dirty (a pinned page is dirtied without page_mkwrite); LWN 753027; invariant I1
WITH pinned AS (
  SELECT
    *,
    stale AND call IN (
      'interrupt', 'worker', 'read', 'pread64', 'readv', 'preadv', 'preadv2', 'io_submit', 'io_getevents', 'io_pgetevents',
      'io_uring_enter', 'process_vm_readv', 'process_vm_writev', 'ptrace', 'vmsplice', 'ioctl', 'recvmsg', 'recvfrom', 'getsockopt'
    ) AS outside
  FROM dirtied_after_clean
  WHERE NOT lost
)
SELECT
  MIN(ts) FILTER (outside) AS ts,
  ARG_MIN(cpu, ts) FILTER (outside) AS cpu,
  ARG_MIN(tid, ts) FILTER (outside) AS tid,
  format('inode {} on device {}:{}', ino, dev >> 20, dev & 1048575) AS subject,
  format(
    '{} clean pages became dirty outside any write call or page_mkwrite; first page {}, in {}, cleaned {} us before. Direct I/O or RDMA '
    || 'into a file mapping is the usual cause; the data may never reach the disk',
    COUNT(*) FILTER (outside), ARG_MIN(index, ts) FILTER (outside), ARG_MIN(call, ts) FILTER (outside),
    ARG_MIN(ts - cleaned_ts, ts) FILTER (outside) // 1000
  ) AS message,
  capture_id,
  dev,
  ino,
  COUNT(*) FILTER (outside) AS pages,
  ARG_MIN(index, ts) FILTER (outside) AS first_index,
  ARG_MIN(call, ts) FILTER (outside) AS call,
  ARG_MIN(cleaned_ts, ts) FILTER (outside) AS cleaned_ts,
  MAX(ts) FILTER (outside) AS last_ts
FROM pinned
GROUP BY capture_id, dev, ino
HAVING BOOL_OR(outside)
ORDER BY capture_id, ts, dev, ino
