// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.compare;

import dev.faultline.analysis.latency.CensoredRuns.Block;
import dev.faultline.analysis.latency.Metric;
import dev.faultline.analysis.rules.RuleResult;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One capture as a run of an experiment.
 *
 * @param name path of the capture
 * @param kernel kernel release, when the capture states it
 * @param span from its first to its last event [ns]
 * @param calls calls that succeeded or were not seen to end, by stratum, in blocks of {@link RunReader#BLOCK_NS}
 * @param apart calls that did not succeed, by metric
 * @param rules what the rules say of it; empty when they were not asked
 */
public record Run(
        String name,
        @Nullable String kernel,
        long span,
        Map<Stratum, List<Block>> calls,
        Map<Metric, Long> apart,
        List<RuleResult> rules) {
    /** Copies. */
    public Run {
        calls = Collections.unmodifiableMap(new LinkedHashMap<>(calls));
        apart = Map.copyOf(apart);
        rules = List.copyOf(rules);
    }

    /** The calls of a stratum; one empty block when it has none. */
    List<Block> blocks(Stratum stratum) {
        return calls.getOrDefault(stratum, List.of(new Block(new long[0], new long[0])));
    }

    /** How many calls a stratum has. */
    long n(Stratum stratum) {
        return blocks(stratum).stream().mapToLong(Block::n).sum();
    }
}
