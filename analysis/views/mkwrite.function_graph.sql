-- SPDX-License-Identifier: Apache-2.0
-- as:          mkwrite.kprobe
-- materialise: yes
-- each:        function level =
--              do_page_mkwrite vm, ext4_page_mkwrite fs, xfs_filemap_page_mkwrite fs, btrfs_page_mkwrite fs,
--              f2fs_vm_page_mkwrite fs, filemap_page_mkwrite fs, nfs_vm_page_mkwrite fs, fuse_page_mkwrite fs,
--              gfs2_page_mkwrite fs, ocfs2_page_mkwrite fs, ubifs_vm_page_mkwrite fs, nilfs_page_mkwrite fs,
--              udf_page_mkwrite fs, exfat_page_mkwrite fs, zonefs_filemap_page_mkwrite fs, cifs_page_mkwrite fs,
--              v9fs_vm_page_mkwrite fs, ceph_page_mkwrite fs, afs_page_mkwrite fs, orangefs_page_mkwrite fs,
--              bch2_page_mkwrite fs, reiserfs_page_mkwrite fs, kernfs_vma_page_mkwrite fs,
--              ntfs_page_mkwrite fs, fb_deferred_io_mkwrite fs,
--              iomap_page_mkwrite inner, block_page_mkwrite inner
-- needs:       graph.{function}?
-- needs:       loss_gap
-- evidence:    stock; begin and end are exact; file, index and result were not recorded
-- source:      function_graph records no arguments: address, index, dev and ino are NULL. Its durations include the tracer's
--              own cost for each traced child, and the time scheduled out (option sleep-time, on by default).
WITH call AS (
  {{each function:
  SELECT capture_id, buffer_id, ts, exit_ts, cpu, common_pid, common_flags, rec, '{function}' AS function, '{level}' AS level FROM src."graph.{function}"
  }}
)
SELECT
  capture_id,
  buffer_id,
  common_pid AS tid,
  cpu,
  rec,
  ts AS start_ts,
  exit_ts AS end_ts,
  CAST(NULL AS SMALLINT) AS end_cpu,
  CAST(NULL AS BIGINT) AS end_rec,
  CASE WHEN exit_ts IS NULL THEN 'no return' END AS unpaired,
  'function_graph' AS method,
  function,
  level,
  CAST(NULL AS UBIGINT) AS address,
  CAST(NULL AS UBIGINT) AS index,
  CAST(NULL AS UINTEGER) AS dev,
  CAST(NULL AS UBIGINT) AS ino,
  CAST(NULL AS UINTEGER) AS ret,
  CAST(NULL AS VARCHAR) AS ret_names,
  CAST(NULL AS BOOLEAN) AS succeeded
FROM call
