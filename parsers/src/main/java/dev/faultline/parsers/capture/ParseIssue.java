// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.capture;

/**
 * A recoverable defect of the capture that became a row of {@code parse_issue}.
 *
 * @param kind what is wrong
 * @param path file, and the part of it, for example {@code trace.dat: cpu 3 / sub-buffer 17}
 * @param offset byte offset in the file (for text: line number)
 * @param detail found and expected, one sentence
 */
public record ParseIssue(IssueKind kind, String path, long offset, String detail) {}
