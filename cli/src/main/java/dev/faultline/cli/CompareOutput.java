// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.compare.Comparison;
import dev.faultline.analysis.compare.FindingRow;
import dev.faultline.analysis.compare.MixRow;
import dev.faultline.analysis.compare.QuantileRow;
import dev.faultline.analysis.compare.RateRow;
import dev.faultline.analysis.compare.Run;
import dev.faultline.analysis.compare.Settings;
import dev.faultline.analysis.compare.StratumRow;
import dev.faultline.analysis.latency.Interval;
import dev.faultline.analysis.latency.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A comparison for people, and its exit code. */
final class CompareOutput {
    private final Comparison comparison;
    private final Settings settings;
    private final Metric primary;
    private final List<CompareGate> gates;

    CompareOutput(Comparison comparison, Settings settings, Metric primary, List<CompareGate> gates) {
        this.comparison = comparison;
        this.settings = settings;
        this.primary = primary;
        this.gates = List.copyOf(gates);
    }

    Comparison comparison() {
        return comparison;
    }

    Settings settings() {
        return settings;
    }

    Metric primary() {
        return primary;
    }

    /** Failed when any gate failed, not judged when any could not be judged, otherwise done. */
    ExitCode exit() {
        List<ExitCode> codes =
                gates.stream().map(gate -> gate.judge(comparison, primary)).toList();
        return codes.contains(ExitCode.VIOLATED)
                ? ExitCode.VIOLATED
                : codes.contains(ExitCode.INCONCLUSIVE) ? ExitCode.INCONCLUSIVE : ExitCode.DONE;
    }

    /** Whether numbers describe these captures and no others. */
    boolean descriptive() {
        return Math.min(comparison.base().size(), comparison.changed().size()) < Comparison.ENOUGH_RUNS;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        side(text, "base", comparison.base());
        side(text, "new ", comparison.changed());
        text.append(String.format(
                Locale.ROOT,
                "%d replicates, seed %d, blocks of 10 s; cost of recording a call: %s%n",
                settings.replicates(),
                settings.seed(),
                settings.overhead() == 0 ? "not given" : Duration.text(settings.overhead())));
        if (descriptive()) {
            text.append("fewer than five runs on a side: descriptive, no inference: no intervals, no p values\n");
        }
        comparison.strata().forEach(row -> stratum(text, row));
        if (comparison.strata().isEmpty()) {
            text.append("\nno call of page_mkwrite was recorded on either side\n");
        }
        mix(text);
        findings(text);
        if (!gates.isEmpty()) {
            text.append("\ngate: ").append(gateWord()).append('\n');
        }
        return text.toString();
    }

    /** passed, failed or not judged. */
    String gateWord() {
        return switch (exit()) {
            case VIOLATED -> "failed";
            case INCONCLUSIVE -> "not judged";
            default -> "passed";
        };
    }

    private static void side(StringBuilder text, String name, List<Run> runs) {
        String kernels = runs.stream()
                .map(run -> run.kernel() == null ? "kernel unknown" : "Linux " + run.kernel())
                .distinct()
                .collect(Collectors.joining(", "));
        text.append(name).append(": ").append(Values.count(runs.size(), "run")).append(", ");
        text.append(SafeText.of(kernels)).append('\n');
        runs.forEach(
                run -> text.append("      ").append(SafeText.of(run.name())).append('\n'));
    }

    private void stratum(StringBuilder text, StratumRow row) {
        text.append('\n').append(SafeText.of(row.stratum().name())).append('\n');
        text.append("  calls ").append(Values.count(row.n())).append(" -> ").append(Values.count(row.changedN()));
        if (row.censored() + row.changedCensored() > 0) {
            text.append(", without an end ")
                    .append(Values.count(row.censored()))
                    .append(" -> ")
                    .append(Values.count(row.changedCensored()));
        }
        text.append('\n');
        if (row.quantiles().isEmpty()) {
            text.append("  too few calls for a quantile\n");
        } else {
            List<@Nullable Object[]> rows = new ArrayList<>();
            row.quantiles().forEach(quantile -> rows.add(cells(quantile)));
            text.append(new TextTable(
                            Arrays.asList("  quantile", "base", "new", "new/base", "difference", "p (Holm)", "verdict"),
                            rows)
                    .text());
        }
        for (RateRow rate : row.rates()) {
            text.append("  ").append(rate(rate)).append('\n');
        }
        if (!descriptive() && !Double.isNaN(row.delta())) {
            text.append(String.format(Locale.ROOT, "  medians of runs: Cliff's delta %+.2f%n", row.delta()));
        }
    }

    private @Nullable Object[] cells(QuantileRow row) {
        var change = row.change();
        boolean told = !descriptive();
        return new @Nullable Object[] {
            "  " + change.percentile().label(),
            time(change.base()),
            time(change.changed()),
            String.format(Locale.ROOT, "%.3f", change.changed() / change.base())
                    + (told ? " " + factor(change.ratio()) : ""),
            time(change.changed() - change.base()) + (told ? " " + time(change.difference()) : ""),
            told ? String.format(Locale.ROOT, "%.3g", row.adjusted()) : "-",
            row.verdict().word()
        };
    }

    /** A rate with its interval: a share of calls in per cent, time per second in milliseconds. */
    private String rate(RateRow rate) {
        boolean share = rate.name().startsWith("calls above ");
        double scale = share ? 100 : 1_000;
        String unit = share ? "%" : "ms/s";
        String name = share
                ? "calls above " + Duration.text(Long.parseLong(rate.name().replaceAll("\\D", "")))
                : rate.name();
        String values = String.format(
                Locale.ROOT, "%s: %.4g %s -> %.4g %s", name, scale * rate.base(), unit, scale * rate.changed(), unit);
        Interval difference = rate.difference();
        return descriptive()
                ? values
                : values
                        + String.format(
                                Locale.ROOT,
                                ", difference [%.4g, %.4g]",
                                scale * difference.low(),
                                scale * difference.high());
    }

    private static String factor(Interval interval) {
        return String.format(Locale.ROOT, "[%.3f, %.3f]", interval.low(), interval.high());
    }

    private static String time(Interval interval) {
        return "[" + time(interval.low()) + ", " + time(interval.high()) + "]";
    }

    private static String time(double ns) {
        String sign = ns < 0 ? "-" : "";
        return Double.isInfinite(ns) ? sign + "unbounded" : sign + Duration.text(Math.round(Math.abs(ns)));
    }

    private void mix(StringBuilder text) {
        if (comparison.mix().isEmpty()) {
            return;
        }
        text.append("\nMix of strata (share of a metric's calls)\n");
        for (MixRow row : comparison.mix()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %s: %.2f %% -> %.2f %%%s%n",
                    SafeText.of(row.stratum().name()),
                    100 * row.base(),
                    100 * row.changed(),
                    descriptive() ? "" : moved(row)));
        }
    }

    private static String moved(MixRow row) {
        return String.format(
                Locale.ROOT,
                ", difference [%.2f, %.2f]%s",
                100 * row.difference().low(),
                100 * row.difference().high(),
                row.moved() ? ": the mix changed" : "");
    }

    private void findings(StringBuilder text) {
        if (comparison.findings().isEmpty()) {
            return;
        }
        text.append("\nRules (runs violated / clean / all, findings)\n");
        for (FindingRow row : comparison.findings()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %-28s %d/%d/%d, %d -> %d/%d/%d, %d: %s%n",
                    row.rule().id(),
                    row.violated(),
                    row.clean(),
                    comparison.base().size(),
                    row.findings(),
                    row.changedViolated(),
                    row.changedClean(),
                    comparison.changed().size(),
                    row.changedFindings(),
                    row.change()));
        }
    }
}
