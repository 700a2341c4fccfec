// SPDX-License-Identifier: Apache-2.0
/**
 * Reports: what was found becomes a {@link dev.faultline.analysis.report.Document} of sections and tables, and a document
 * becomes one HTML file or plain text. Results for programs are JSON.
 */
@NullMarked
package dev.faultline.analysis.report;

import org.jspecify.annotations.NullMarked;
