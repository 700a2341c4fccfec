-- SPDX-License-Identifier: Apache-2.0
-- title:       Nestings of two locks whose order the kernel documents, and whether they kept it
-- materialise: yes
-- needs:       lock_order
-- evidence:    exact if lock_order; every order that was taken
-- evidence:    stock; orders are known in part
-- source:      analysis/locking/orders.tsv: mm/filemap.c, mm/rmap.c, fs/inode.c, include/linux/fs.h. Known to be otherwise:
--              fs/hugetlbfs/inode.c hugetlbfs_file_mmap takes i_rwsem under mmap_lock held for writing; a stacked file system
--              (fs/ecryptfs/mmap.c, fs/erofs/fileio.c) reads its lower file in a fault, so i_rwsem for reading may be the lower one's.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      buffer_id UTINYINT  ring buffer (table buffer)
-- column:      documented VARCHAR  key of the order, outer-inner
-- column:      source VARCHAR  where it is documented
-- column:      outer_class VARCHAR  class that was held
-- column:      outer_lock UBIGINT  instance that was held
-- column:      inner_class VARCHAR  class that was asked for
-- column:      inner_lock UBIGINT  instance that was asked for
-- column:      inner_shared BOOLEAN  asked for reading
-- column:      verdict VARCHAR  kept; inverted; excepted: inverted as kernels are known to; degraded: inverted, but the outer lock was
--              never seen to be released, so that its hold may be an event that is missing
-- column:      times BIGINT  how often
-- column:      first_ts BIGINT  first request of the inner lock
-- column:      cpu SMALLINT  cpu of it
-- column:      tid INTEGER  thread of it
-- column:      outer_ts BIGINT  when the outer lock had been taken
WITH class AS (
  SELECT capture_id, outer_class AS lock_class FROM lock_order
  UNION
  SELECT capture_id, inner_class FROM lock_order
),
known AS (
  SELECT c.capture_id, c.lock_class, l.lock
  FROM class AS c
  JOIN {{locking_locks}} AS l
    ON regexp_matches(c.lock_class, l.class_pattern)
),
edge AS (
  SELECT e.*, a.lock AS a, b.lock AS b
  FROM lock_order AS e
  JOIN known AS a
    ON a.capture_id = e.capture_id
    AND a.lock_class = e.outer_class
  JOIN known AS b
    ON b.capture_id = e.capture_id
    AND b.lock_class = e.inner_class
  WHERE NOT e.trylock
)
SELECT
  e.capture_id,
  e.buffer_id,
  o.documented,
  o.source,
  e.outer_class,
  e.outer_lock,
  e.inner_class,
  e.inner_lock,
  e.inner_shared,
  CASE
    WHEN e.a = o.outer_lock THEN 'kept'
    WHEN e.b = 'i_rwsem' AND (e.inner_shared OR (e.a = 'mmap_lock' AND NOT e.outer_shared)) THEN 'excepted'
    WHEN e.balanced = 0 THEN 'degraded'
    ELSE 'inverted'
  END AS verdict,
  e.times,
  e.first_ts,
  e.cpu,
  e.tid,
  e.outer_ts
FROM edge AS e
JOIN {{locking_orders}} AS o
  ON (o.outer_lock = e.a AND o.inner_lock = e.b)
  OR (o.outer_lock = e.b AND o.inner_lock = e.a)
