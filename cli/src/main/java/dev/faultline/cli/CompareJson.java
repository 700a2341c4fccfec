// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.compare.Comparison;
import dev.faultline.analysis.compare.FindingRow;
import dev.faultline.analysis.compare.MixRow;
import dev.faultline.analysis.compare.QuantileRow;
import dev.faultline.analysis.compare.RateRow;
import dev.faultline.analysis.compare.Run;
import dev.faultline.analysis.compare.StratumRow;
import dev.faultline.analysis.latency.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A comparison for programs. An interval is a list of two, whose end is null when it is infinite; null where nothing is inferred. */
final class CompareJson {
    private final CompareOutput output;

    CompareJson(CompareOutput output) {
        this.output = output;
    }

    String page() {
        Comparison comparison = output.comparison();
        Map<String, @Nullable Object> page = new LinkedHashMap<>();
        page.put("format", "faultline.compare");
        page.put("version", 1);
        page.put("descriptive", output.descriptive());
        page.put("replicates", output.settings().replicates());
        page.put("seed", output.settings().seed());
        page.put("overhead_ns", output.settings().overhead());
        page.put("primary", output.primary().label() + " p99");
        page.put("gate", output.gateWord());
        page.put("base", comparison.base().stream().map(CompareJson::run).toList());
        page.put("new", comparison.changed().stream().map(CompareJson::run).toList());
        page.put("strata", comparison.strata().stream().map(this::stratum).toList());
        page.put("mix", comparison.mix().stream().map(this::mix).toList());
        page.put(
                "rules",
                comparison.findings().stream().map(CompareJson::finding).toList());
        return Json.of(page) + "\n";
    }

    private static Map<String, @Nullable Object> run(Run run) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("path", run.name());
        object.put("kernel_release", run.kernel());
        object.put("span_ns", run.span());
        Map<String, @Nullable Object> apart = new LinkedHashMap<>();
        run.apart().forEach((metric, calls) -> apart.put(metric.label(), calls));
        object.put("calls_apart", apart);
        return object;
    }

    private Map<String, @Nullable Object> stratum(StratumRow row) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("metric", row.stratum().metric().label());
        object.put("method", row.stratum().method());
        Map<String, @Nullable Object> by = new LinkedHashMap<>();
        for (int i = 0; i < row.stratum().by().size(); i++) {
            by.put(row.stratum().by().get(i).word(), row.stratum().values().get(i));
        }
        object.put("by", by);
        object.put("base_calls", row.n());
        object.put("new_calls", row.changedN());
        object.put("base_censored", row.censored());
        object.put("new_censored", row.changedCensored());
        object.put("cliffs_delta_of_run_medians", finite(row.delta()));
        object.put("quantiles", row.quantiles().stream().map(this::quantile).toList());
        object.put("rates", row.rates().stream().map(this::rate).toList());
        return object;
    }

    private Map<String, @Nullable Object> quantile(QuantileRow row) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("quantile", row.change().percentile().label());
        object.put("base_ns", finite(row.change().base()));
        object.put("new_ns", finite(row.change().changed()));
        object.put("ratio", finite(row.change().changed() / row.change().base()));
        object.put("ratio_interval", interval(row.change().ratio()));
        object.put("difference_interval_ns", interval(row.change().difference()));
        object.put("p", output.descriptive() ? null : row.change().p());
        object.put("p_holm", output.descriptive() ? null : row.adjusted());
        object.put("verdict", row.verdict().word());
        return object;
    }

    private Map<String, @Nullable Object> rate(RateRow row) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("name", row.name());
        object.put("base", row.base());
        object.put("new", row.changed());
        object.put("difference_interval", interval(row.difference()));
        return object;
    }

    private Map<String, @Nullable Object> mix(MixRow row) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("stratum", row.stratum().name());
        object.put("base_share", row.base());
        object.put("new_share", row.changed());
        object.put("difference_interval", interval(row.difference()));
        object.put("moved", output.descriptive() ? null : row.moved());
        return object;
    }

    private static Map<String, @Nullable Object> finding(FindingRow row) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("id", row.rule().id());
        object.put("severity", row.rule().severity().word());
        object.put("change", row.change());
        object.put("base_runs_violated", row.violated());
        object.put("base_runs_clean", row.clean());
        object.put("base_findings", row.findings());
        object.put("new_runs_violated", row.changedViolated());
        object.put("new_runs_clean", row.changedClean());
        object.put("new_findings", row.changedFindings());
        return object;
    }

    /** Null where nothing is inferred. */
    private @Nullable List<@Nullable Object> interval(Interval interval) {
        if (output.descriptive()) {
            return null;
        }
        List<@Nullable Object> ends = new ArrayList<>();
        ends.add(finite(interval.low()));
        ends.add(finite(interval.high()));
        return ends;
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
