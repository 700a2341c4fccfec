-- SPDX-License-Identifier: Apache-2.0
-- The tables every store has, whatever was recorded. DESCRIBE and SHOW print the comments.

CREATE TABLE store.main.capture (
  capture_id SMALLINT, path VARCHAR, format VARCHAR, version VARCHAR, kernel_release VARCHAR, machine VARCHAR,
  hostname VARCHAR, clock VARCHAR, clock_unit VARCHAR, start_ts BIGINT, end_ts BIGINT, records BIGINT, cpus INTEGER,
  page_size INTEGER, long_size TINYINT, endianness VARCHAR, command_line VARCHAR, tool VARCHAR,
  clock_group SMALLINT, clock_offset_ns BIGINT, clock_error_ns BIGINT, clock_relation VARCHAR);
-- Whoever changes a table here gives the layout the next number, in this comment and in StoreLayout.
COMMENT ON TABLE store.main.capture IS 'One row per recording. A fact the capture does not state is NULL. Store layout 2.';
COMMENT ON COLUMN store.main.capture.capture_id IS 'Key; every other table and view refers to it.';
COMMENT ON COLUMN store.main.capture.clock IS 'Trace clock of the main buffer, for example mono.';
COMMENT ON COLUMN store.main.capture.clock_unit IS 'ns: ts is in nanoseconds. count: ts is a raw count and no duration can be computed.';
COMMENT ON COLUMN store.main.capture.start_ts IS 'Smallest ts of any record read.';
COMMENT ON COLUMN store.main.capture.end_ts IS 'Largest ts of any record read.';
COMMENT ON COLUMN store.main.capture.records IS 'Records walked over while loading, decoded or not.';
COMMENT ON COLUMN store.main.capture.cpus IS 'Number of cpus with data.';
COMMENT ON COLUMN store.main.capture.page_size IS 'Page size of the recorded machine, bytes.';
COMMENT ON COLUMN store.main.capture.long_size IS 'Bytes of the recorded kernel''s long.';
COMMENT ON COLUMN store.main.capture.clock_group IS 'Captures of one group can be put on one clock, that of the capture with this capture_id: ts + clock_offset_ns.';
COMMENT ON COLUMN store.main.capture.clock_offset_ns IS 'Added to ts it makes a time of the group''s clock; NULL where ts are counts that need more than a sum.';
COMMENT ON COLUMN store.main.capture.clock_error_ns IS 'The sum is not further than this from the truth; NULL where no bound is known.';
COMMENT ON COLUMN store.main.capture.clock_relation IS 'How the clock relates to that of the group, or why it relates to no other capture.';

CREATE TABLE store.main.capture_detail (capture_id SMALLINT, name VARCHAR, value VARCHAR);
COMMENT ON TABLE store.main.capture_detail IS 'Everything else the container states, as text.';

CREATE TABLE store.main.buffer (
  capture_id SMALLINT, buffer_id UTINYINT, name VARCHAR, clock VARCHAR, sub_buffer_size INTEGER);
COMMENT ON TABLE store.main.buffer IS 'Ring buffers: the top buffer and instances.';
COMMENT ON COLUMN store.main.buffer.name IS 'Instance name, empty for the top buffer.';
COMMENT ON COLUMN store.main.buffer.sub_buffer_size IS 'Bytes, header included; 0 for text and perf samples.';

CREATE TABLE store.main.cpu (capture_id SMALLINT, buffer_id UTINYINT, cpu SMALLINT);
COMMENT ON TABLE store.main.cpu IS 'Cpus that have data, per buffer.';

CREATE TABLE store.main.cpu_stat (
  capture_id SMALLINT, buffer_id UTINYINT, cpu SMALLINT, name VARCHAR, value VARCHAR);
COMMENT ON TABLE store.main.cpu_stat IS 'What the kernel counted per cpu buffer by the end of the recording: overrun, dropped events, ...';

CREATE TABLE store.main.printk_format (capture_id SMALLINT, address UBIGINT, text VARCHAR);
COMMENT ON TABLE store.main.printk_format IS 'The texts behind the addresses of bprint.fmt and bputs.str.';

CREATE TABLE store.main.task_name (capture_id SMALLINT, tid INTEGER, tgid INTEGER, comm VARCHAR, from_ts BIGINT);
COMMENT ON TABLE store.main.task_name IS 'Names of threads that the container itself stores.';
COMMENT ON COLUMN store.main.task_name.from_ts IS 'First ts at which the name holds, NULL where the capture does not say.';

CREATE TABLE store.main.lost_event (
  capture_id SMALLINT, cpu SMALLINT, buffer_id UTINYINT, after_ts BIGINT, before_ts BIGINT, count BIGINT);
COMMENT ON TABLE store.main.lost_event IS 'Gaps of a cpu buffer: events between two timestamps were not recorded.';
COMMENT ON COLUMN store.main.lost_event.after_ts IS 'ts of the last event before the gap, NULL at the start.';
COMMENT ON COLUMN store.main.lost_event.before_ts IS 'ts of the first event after the gap, NULL at the end.';
COMMENT ON COLUMN store.main.lost_event.count IS 'Number of lost events, NULL where the capture does not say.';

CREATE TABLE store.main.parse_issue (
  capture_id SMALLINT, kind VARCHAR, path VARCHAR, "offset" BIGINT, detail VARCHAR);
COMMENT ON TABLE store.main.parse_issue IS 'Recoverable defects of the capture.';
COMMENT ON COLUMN store.main.parse_issue."offset" IS 'Byte in the file; line number for text.';

CREATE TABLE store.main.event_schema (
  capture_id SMALLINT, system VARCHAR, event VARCHAR, event_id INTEGER, position SMALLINT, field VARCHAR,
  schema_name VARCHAR, table_name VARCHAR, column_name VARCHAR, column_type VARCHAR, c_type VARCHAR,
  print_fmt VARCHAR, recorded BIGINT, loaded BIGINT);
COMMENT ON TABLE store.main.event_schema IS 'Every field of every event the capture declares, and where it is stored.';
COMMENT ON COLUMN store.main.event_schema.event_id IS 'Id of that boot; means nothing in another capture.';
COMMENT ON COLUMN store.main.event_schema.position IS '0-based; an event without fields has one row with field NULL.';
COMMENT ON COLUMN store.main.event_schema.field IS 'The kernel''s name; column_name differs where that name is taken.';
COMMENT ON COLUMN store.main.event_schema.table_name IS 'NULL when the event has no table, because nothing of it was loaded.';
COMMENT ON COLUMN store.main.event_schema.print_fmt IS 'The kernel''s print format, on the row with position 0 only.';
COMMENT ON COLUMN store.main.event_schema.recorded IS 'Records of this event in the capture, loaded or not.';
COMMENT ON COLUMN store.main.event_schema.loaded IS 'Rows loaded; NULL when this event was not asked for.';

CREATE TABLE store.main.symbol (capture_id SMALLINT, address UBIGINT, type VARCHAR, name VARCHAR, module VARCHAR);
COMMENT ON TABLE store.main.symbol IS 'The capture''s own kallsyms; empty unless a question needs them.';
COMMENT ON COLUMN store.main.symbol.type IS 'kallsyms letter: t and T are code.';
COMMENT ON COLUMN store.main.symbol.module IS 'NULL for the kernel image.';

CREATE TABLE store.main.lockdep_report (
  capture_id SMALLINT, report INTEGER, title VARCHAR, log_ns BIGINT, comm VARCHAR, tid INTEGER, action VARCHAR, lock UBIGINT,
  lock_class VARCHAR);
COMMENT ON TABLE store.main.lockdep_report IS 'What lockdep complained about in the kernel log (dmesg) beside the capture.';
COMMENT ON COLUMN store.main.lockdep_report.log_ns IS 'Time in the log, on its own clock; NULL where the log has none.';
COMMENT ON COLUMN store.main.lockdep_report.action IS 'What the thread was about to do: acquire or release.';
COMMENT ON COLUMN store.main.lockdep_report.lock IS 'Address of the lockdep map; NULL where the report has none.';

CREATE TABLE store.main.lockdep_held (capture_id SMALLINT, report INTEGER, position INTEGER, lock UBIGINT, lock_class VARCHAR);
COMMENT ON TABLE store.main.lockdep_held IS 'Locks that the thread of a lockdep_report held, the oldest first.';

CREATE TABLE store.main.lock_stat (
  capture_id SMALLINT, name VARCHAR, lock_class VARCHAR, mode VARCHAR, contention_bounces BIGINT, contentions BIGINT,
  wait_min_ns BIGINT, wait_max_ns BIGINT, wait_total_ns BIGINT, wait_avg_ns BIGINT, acquisition_bounces BIGINT,
  acquisitions BIGINT, hold_min_ns BIGINT, hold_max_ns BIGINT, hold_total_ns BIGINT, hold_avg_ns BIGINT);
COMMENT ON TABLE store.main.lock_stat IS 'What the kernel counted per lock class, from a copy of /proc/lock_stat beside the capture.';
COMMENT ON COLUMN store.main.lock_stat.name IS 'As printed, cut at 39 characters, with version, subclass and -R or -W.';
COMMENT ON COLUMN store.main.lock_stat.mode IS 'shared or exclusive; empty where the class has one row for both.';

CREATE TABLE store.main.mount (
  capture_id SMALLINT, mount_id INTEGER, parent_id INTEGER, dev UINTEGER, root VARCHAR, mount_point VARCHAR, fs VARCHAR, source VARCHAR);
COMMENT ON TABLE store.main.mount IS 'Mounts, of a file mountinfo beside the capture.';
COMMENT ON COLUMN store.main.mount.dev IS 'Device of its files (kernel dev_t: major << 20 | minor).';
COMMENT ON COLUMN store.main.mount.root IS 'What of the file system is mounted: / for all of it.';

CREATE TABLE store.main.map (
  capture_id SMALLINT, pid INTEGER, start UBIGINT, stop UBIGINT, prot UTINYINT, shared BOOLEAN, "offset" UBIGINT, dev UINTEGER,
  ino UBIGINT, path VARCHAR);
COMMENT ON TABLE store.main.map IS 'Mapped memory, of files maps, maps.PID or PID.maps beside the capture.';
COMMENT ON COLUMN store.main.map.pid IS 'Process, of the file''s name; NULL where it has none.';
COMMENT ON COLUMN store.main.map.prot IS 'PROT_READ 1, PROT_WRITE 2, PROT_EXEC 4.';
COMMENT ON COLUMN store.main.map."offset" IS 'Place in the file [bytes].';
COMMENT ON COLUMN store.main.map.dev IS 'Device of the file, 0 for none.';
