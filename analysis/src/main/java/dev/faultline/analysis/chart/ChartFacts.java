// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart;

/**
 * What every chart prints about the capture it shows. Texts are complete phrases; what the capture does not say is
 * "not stated".
 *
 * @param capture file name
 * @param kernel kernel release
 * @param filesystem filesystems whose functions or events were seen
 * @param losses lost events, with the number where the capture says it
 * @param coverage share of the span in which no cpu lost anything
 * @param overhead how much recording slowed the kernel down: a class, with what was recorded
 * @param startTs ts of the first event: zero of the time axis
 */
public record ChartFacts(
        String capture,
        String kernel,
        String filesystem,
        String losses,
        String coverage,
        String overhead,
        long startTs) {}
