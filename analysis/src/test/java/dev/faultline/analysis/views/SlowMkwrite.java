// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/**
 * The injected sleep in page_mkwrite (of 15 ms, with the folio locked) is time of the file system's page_mkwrite, asleep without a
 * known cause, in as many calls as it was fired in; its control has no such call.
 */
final class SlowMkwrite implements ViewCheck {
    private static final String BUG = "k61-lab-bug-slow_mkwrite";

    private int seen;

    @Override
    public void check(CheckedCapture capture) throws IOException {
        if (capture.directory().startsWith(BUG)) {
            boolean injected = capture.directory().equals(BUG);
            assertThat(capture.number("""
                            SELECT count(*)
                            FROM latency_part AS p
                            JOIN latency_call AS c USING (capture_id, metric, call)
                            WHERE p.capture_id = :id AND p.metric = 'L_fs' AND p.part = 'unattributed' AND p.asleep_ns > 0
                              AND c.function = 'xfs_filemap_page_mkwrite'
                            """)).isEqualTo(injected ? fired(capture) : 0);
            assertThat(capture.number("""
                            SELECT CAST(100 * coalesce(sum(asleep_ns), 0) // sum(ns) AS BIGINT)
                            FROM latency_part
                            WHERE capture_id = :id AND metric = 'L_fs'
                            """))
                    .as("per cent of page_mkwrite spent in it")
                    .isBetween(injected ? 75L : 0L, injected ? 100L : 0L);
            seen++;
        }
    }

    /** How often the kernel itself counted it. */
    private static long fired(CheckedCapture capture) throws IOException {
        return capture.beside("truth/bug_fired_hist.txt")
                .orElseThrow()
                .lines()
                .filter(line -> line.startsWith("{"))
                .mapToLong(line ->
                        Long.parseLong(line.replaceAll(".*hitcount:\\s*", "").strip()))
                .sum();
    }

    @Override
    public void finish() {
        assertThat(seen).as("the injected sleep and its control").isEqualTo(2);
    }
}
