-- SPDX-License-Identifier: Apache-2.0
-- as:          syscall.event
-- rank:        2
-- materialise: yes
-- needs:       raw_syscalls.sys_enter(id, args)
-- needs:       raw_syscalls.sys_exit(id, ret)?
-- evidence:    exact if raw_syscalls.sys_exit; enter and exit, by number
-- evidence:    stock; enters only, by number
-- source:      include/trace/events/syscalls.h; arch/x86/entry/syscalls/syscall_64.tbl, 5.10 to 6.12 (numbers). Exact.
-- note:        a number has its name on x86-64 only, and only calls about files and memory have theirs here.
WITH number(id, name) AS (
  VALUES
    (0, 'read'), (1, 'write'), (2, 'open'), (3, 'close'), (5, 'newfstat'), (8, 'lseek'), (9, 'mmap'), (10,
    'mprotect'), (12, 'brk'), (13, 'rt_sigaction'), (14, 'rt_sigprocmask'), (15, 'rt_sigreturn'), (16, 'ioctl'),
    (17, 'pread64'), (18, 'pwrite64'), (19, 'readv'), (20, 'writev'), (26, 'msync'), (27, 'mincore'), (28,
    'madvise'), (32, 'dup'), (33, 'dup2'), (39, 'getpid'), (40, 'sendfile'), (56, 'clone'), (57, 'fork'), (58, 'vfork'), (59, 'execve'), (60,
    'exit'), (61, 'wait4'), (62, 'kill'), (63, 'newuname'), (72, 'fcntl'), (74, 'fsync'), (76, 'truncate'), (77,
    'ftruncate'), (82, 'rename'), (83, 'mkdir'), (84, 'rmdir'), (85, 'creat'), (86, 'link'), (87, 'unlink'), (88, 'symlink'),
    (89, 'readlink'), (96, 'gettimeofday'), (98, 'getrusage'), (101, 'ptrace'), (149, 'mlock'), (150, 'munlock'),
    (151, 'mlockall'), (152, 'munlockall'), (158, 'arch_prctl'), (162, 'sync'), (186, 'gettid'), (187,
    'readahead'), (202, 'futex'), (218, 'set_tid_address'), (221, 'fadvise64'), (228, 'clock_gettime'), (231,
    'exit_group'), (257, 'openat'), (262, 'newfstatat'), (263, 'unlinkat'), (273, 'set_robust_list'), (275,
    'splice'), (277, 'sync_file_range'), (285, 'fallocate'), (292, 'dup3'), (293, 'pipe2'), (295, 'preadv'), (296, 'pwritev'),
    (302, 'prlimit64'), (306, 'syncfs'), (310, 'process_vm_readv'), (311, 'process_vm_writev'), (316,
    'renameat2'), (318, 'getrandom'), (322, 'execveat'), (325, 'mlock2'), (326, 'copy_file_range'), (327,
    'preadv2'), (328, 'pwritev2'), (332, 'statx'), (334, 'rseq'), (435, 'clone3'), (436, 'close_range'), (437, 'openat2'), (440,
    'process_madvise')
),
entry AS (
  SELECT
    e.*,
    COALESCE(n.name, 'syscall_' || e.id) AS name,
    CAST(e.args AS UBIGINT[]) AS arguments
  FROM src."raw_syscalls.sys_enter" AS e
  JOIN capture AS c
    ON c.capture_id = e.capture_id
  LEFT JOIN number AS n
    ON n.id = e.id
    AND COALESCE(c.machine, '') = 'x86_64'
  WHERE e.id >= 0
),
exit AS (
  SELECT e.*, COALESCE(n.name, 'syscall_' || e.id) AS name
  FROM src."raw_syscalls.sys_exit" AS e
  JOIN capture AS c
    ON c.capture_id = e.capture_id
  LEFT JOIN number AS n
    ON n.id = e.id
    AND COALESCE(c.machine, '') = 'x86_64'
  WHERE e.id >= 0
),
event AS (
  SELECT
    capture_id, buffer_id, ts, cpu, common_pid AS tid, rec, FALSE AS is_return, name,
    CAST(CASE
      WHEN name IN ('read', 'write', 'close', 'lseek', 'ioctl', 'pread64', 'pwrite64', 'readv', 'writev', 'fsync', 'fdatasync', 'ftruncate', 'fallocate', 'sync_file_range', 'fadvise64', 'syncfs', 'readahead', 'preadv', 'pwritev', 'preadv2', 'pwritev2', 'fcntl') THEN arguments[1]
      WHEN name IN ('mmap') THEN arguments[5]
    END AS HUGEINT) AS fd,
    CASE
      WHEN name IN ('mmap', 'munmap', 'mprotect', 'mremap', 'msync', 'madvise', 'mincore', 'mlock', 'munlock', 'mlock2', 'brk') THEN arguments[1]
      WHEN name IN ('read', 'write', 'pread64', 'pwrite64', 'readv', 'writev', 'preadv', 'pwritev') THEN arguments[2]
    END AS address,
    CAST(CASE
      WHEN name IN ('lseek', 'sync_file_range', 'fadvise64', 'readahead') THEN arguments[2]
      WHEN name IN ('fallocate') THEN arguments[3]
      WHEN name IN ('pread64', 'pwrite64') THEN arguments[4]
      WHEN name IN ('mmap') THEN arguments[6]
    END AS HUGEINT) AS file_offset,
    CAST(CASE
      WHEN name IN ('mmap', 'munmap', 'mprotect', 'msync', 'madvise', 'mincore', 'mlock', 'munlock', 'mlock2', 'truncate', 'ftruncate') THEN arguments[2]
      WHEN name IN ('mremap', 'read', 'write', 'pread64', 'pwrite64', 'sync_file_range', 'fadvise64', 'readahead') THEN arguments[3]
      WHEN name IN ('fallocate') THEN arguments[4]
    END AS HUGEINT) AS length,
    CAST({{signed_long CAST(CASE
      WHEN name IN ('open', 'fallocate') THEN arguments[2]
      WHEN name IN ('mprotect', 'msync', 'madvise', 'openat', 'mlock2') THEN arguments[3]
      WHEN name IN ('mmap', 'mremap', 'sync_file_range', 'fadvise64') THEN arguments[4]
    END AS HUGEINT)}} AS BIGINT) AS flags,
    MAP(['arg0', 'arg1', 'arg2', 'arg3', 'arg4', 'arg5'], arguments[1:6]) AS args,
    CAST(NULL AS BIGINT) AS ret
  FROM entry
  UNION ALL
  SELECT
    capture_id, buffer_id, ts, cpu, common_pid, rec, TRUE, name,
    NULL, NULL, NULL, NULL, NULL, NULL,
    {{signed_long CAST(ret AS HUGEINT)}}
  FROM exit
),
call AS (
  {{call event; by: name}}
)
SELECT
  capture_id,
  buffer_id,
  tid,
  cpu,
  rec,
  start_ts,
  end_ts,
  unpaired,
  name,
  {{signed_int fd}} AS fd,
  address,
  {{signed_long file_offset}} AS file_offset,
  {{signed_long length}} AS length,
  flags,
  args,
  ret,
  {{errno_name ret}} AS errno
FROM call
