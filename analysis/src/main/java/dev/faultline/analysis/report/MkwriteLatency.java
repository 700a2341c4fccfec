// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import dev.faultline.analysis.chart.Quantile;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Latency of page_mkwrite, entry to return [ns].
 *
 * @param functions distribution of the calls that succeeded, per function
 * @param outcomes calls that are not in a distribution, per function and outcome
 * @param slowest the slowest calls of the file system's functions, slowest first
 */
public record MkwriteLatency(List<Distribution> functions, List<Outcome> outcomes, List<Call> slowest) {
    /**
     * Exact order statistics of one function measured by one method.
     *
     * @param level vm, fs or inner: where the function stands in the call chain
     * @param resultKnown whether the return values were recorded, so that failed calls are known to be left out
     * @param n calls
     * @param quantiles nearest-rank quantiles, each only where n is large enough for it
     */
    public record Distribution(
            int captureId,
            String function,
            String level,
            String method,
            boolean resultKnown,
            long n,
            long min,
            Map<Quantile, Long> quantiles,
            long max) {
        /** Copies the quantiles. */
        public Distribution {
            quantiles = Map.copyOf(quantiles);
        }

        OptionalLong quantile(Quantile q) {
            Long value = quantiles.get(q);
            return value == null ? OptionalLong.empty() : OptionalLong.of(value);
        }
    }

    /**
     * Calls of one function that ended in one way.
     *
     * @param outcome names of the return bits, {@code no return} or {@code lost events}
     * @param max longest of them, {@code null} when they have no end
     */
    public record Outcome(
            int captureId,
            String function,
            String outcome,
            long n,
            @Nullable Long max) {}

    /**
     * One call.
     *
     * @param comm thread name, {@code null} when the capture does not have it
     * @param file {@code dev:ino}, {@code null} when not recorded
     * @param index page offset in the file, {@code null} when not recorded
     * @param result names of the return bits, {@code null} when not recorded
     */
    public record Call(
            int captureId,
            long startTs,
            long latency,
            int cpu,
            int tid,
            @Nullable String comm,
            String function,
            @Nullable String file,
            @Nullable String index,
            @Nullable String result) {}

    /** Copies the lists. */
    public MkwriteLatency {
        functions = List.copyOf(functions);
        outcomes = List.copyOf(outcomes);
        slowest = List.copyOf(slowest);
    }

    /** Nothing measured. */
    public static final MkwriteLatency NONE = new MkwriteLatency(List.of(), List.of(), List.of());
}
