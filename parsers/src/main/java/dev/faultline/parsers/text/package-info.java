// SPDX-License-Identifier: Apache-2.0
/**
 * ftrace as text: tracefs's {@code trace}, {@code trace_pipe} and {@code snapshot}, {@code trace-cmd report} (formats
 * section B.4). A line becomes a binary record again, laid out by the event's own format, so that text fills the same
 * tables as a binary capture.
 */
@org.jspecify.annotations.NullMarked
package dev.faultline.parsers.text;
