// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.compare.Comparison;
import dev.faultline.analysis.compare.QuantileRow;
import dev.faultline.analysis.latency.Metric;
import dev.faultline.analysis.latency.Percentile;
import dev.faultline.analysis.latency.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A condition that a comparison must meet.
 *
 * @param percentile the quantile; {@code null}: the verdict rule and the findings decide
 * @param limit new/base must be below this
 */
record CompareGate(@Nullable Percentile percentile, double limit) {
    /** What {@code --gate} without a value means. */
    static final String VERDICT = "verdict";

    private static final Pattern CONDITION = Pattern.compile("(p[0-9.]+)\\s*<\\s*([0-9]+(?:\\.[0-9]+)?)");

    /** Reads {@code p99<1.05}, or {@value #VERDICT}. */
    static CompareGate parse(String text) {
        if (text.equals(VERDICT)) {
            return new CompareGate(null, 0);
        }
        Matcher matcher = CONDITION.matcher(text.strip());
        if (!matcher.matches()) {
            throw new UsageException("--gate '" + text + "': a condition looks like 'p99<1.05'");
        }
        Percentile percentile = Arrays.stream(Percentile.values())
                .filter(p -> p.label().equals(matcher.group(1)))
                .findFirst()
                .orElseThrow(() -> new UsageException("--gate '" + text + "': no quantile " + matcher.group(1)
                        + ", but p50, p90, p99, p99.9 and p99.99"));
        return new CompareGate(percentile, Double.parseDouble(matcher.group(2)));
    }

    /** Whether the condition is met by the strata of a metric, is not, or cannot be judged. */
    ExitCode judge(Comparison comparison, Metric metric) {
        return percentile == null ? verdict(comparison, metric) : limit(comparison, metric, percentile);
    }

    private static ExitCode verdict(Comparison comparison, Metric metric) {
        boolean found =
                comparison.findings().stream().anyMatch(row -> row.change().startsWith("new"));
        List<QuantileRow> rows = rows(comparison, metric);
        if (found || rows.stream().anyMatch(row -> row.verdict() == Verdict.REGRESSION)) {
            return ExitCode.VIOLATED;
        }
        List<QuantileRow> told = rows.stream()
                .filter(row -> row.change().percentile() == Percentile.P99)
                .toList();
        boolean judged = !told.isEmpty()
                && told.stream()
                        .allMatch(row -> row.verdict() == Verdict.EQUIVALENT || row.verdict() == Verdict.IMPROVEMENT);
        return judged ? ExitCode.DONE : ExitCode.INCONCLUSIVE;
    }

    private ExitCode limit(Comparison comparison, Metric metric, Percentile p) {
        List<QuantileRow> told = rows(comparison, metric).stream()
                .filter(row -> row.change().percentile() == p)
                .toList();
        if (told.isEmpty() || told.stream().anyMatch(row -> row.verdict() == Verdict.DESCRIPTIVE)) {
            return ExitCode.INCONCLUSIVE;
        }
        if (told.stream().anyMatch(row -> row.change().ratio().low() >= limit)) {
            return ExitCode.VIOLATED;
        }
        return told.stream().allMatch(row -> row.change().ratio().high() < limit)
                ? ExitCode.DONE
                : ExitCode.INCONCLUSIVE;
    }

    private static List<QuantileRow> rows(Comparison comparison, Metric metric) {
        return comparison.strata().stream()
                .filter(row -> row.stratum().metric() == metric)
                .flatMap(row -> row.quantiles().stream())
                .toList();
    }
}
