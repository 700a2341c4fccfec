// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The capture shows what no correct kernel does, as far as the model and the capture's evidence go.
 *
 * @param broken the transition's requirement or the invariants it contradicts
 * @param ts when, on the capture's clock
 * @param cpu cpu of the observation that cannot be
 * @param tid its thread
 * @param subject the page: dev:ino:index
 * @param expected what had to be the case
 * @param observed what the capture shows instead
 * @param before what was known of the subject before
 * @param chain the observations that made it so, oldest first, this one last
 * @param excuse the fact that would have made it possible had it not been known; null if no single one does
 * @param count how many divergences of this kind there are; only the first is described
 */
public record Divergence(
        List<Clause> broken,
        long ts,
        int cpu,
        int tid,
        String subject,
        String expected,
        String observed,
        String before,
        List<String> chain,
        @Nullable String excuse,
        long count) {
    Divergence counted(long times) {
        return new Divergence(broken, ts, cpu, tid, subject, expected, observed, before, chain, excuse, times);
    }
}
