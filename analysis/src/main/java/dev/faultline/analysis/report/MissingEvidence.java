// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

/**
 * A view without rows because the capture lacks its events.
 *
 * @param view name of the view
 * @param events what it would need
 */
public record MissingEvidence(String view, String events) {}
