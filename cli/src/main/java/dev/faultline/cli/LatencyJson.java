// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.latency.Breakdown;
import dev.faultline.analysis.latency.Distribution;
import dev.faultline.analysis.latency.Estimate;
import dev.faultline.analysis.latency.Latencies;
import dev.faultline.analysis.latency.OutcomeCount;
import dev.faultline.analysis.latency.Percentile;
import dev.faultline.analysis.latency.SlowCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Latencies for programs: format {@code faultline.latency}, version 1; all times in nanoseconds. */
final class LatencyJson {
    private final LatencyOutput output;

    LatencyJson(LatencyOutput output) {
        this.output = output;
    }

    private Map<String, @Nullable Object> head() {
        Map<String, @Nullable Object> page = new LinkedHashMap<>();
        page.put("format", "faultline.latency");
        page.put("version", 1);
        page.put("captures", output.heading().json());
        return page;
    }

    String page(List<Distribution> distributions, List<SlowCall> slowest) {
        Map<String, @Nullable Object> page = head();
        page.put("distributions", distributions.stream().map(this::distribution).toList());
        page.put(
                "apart",
                output.analysis().outcomes().stream().map(LatencyJson::outcome).toList());
        page.put(
                "breakdown",
                output.analysis().breakdowns().stream().map(this::breakdown).toList());
        page.put("slowest", slowest.stream().map(LatencyJson::call).toList());
        return Json.of(page) + "\n";
    }

    String calls(List<SlowCall> calls) {
        Map<String, @Nullable Object> page = head();
        page.put("calls", calls.stream().map(LatencyJson::call).toList());
        return Json.of(page) + "\n";
    }

    private Map<String, @Nullable Object> distribution(Distribution distribution) {
        Latencies latencies = distribution.latencies();
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("capture_id", distribution.captureId());
        object.put("metric", distribution.metric().label());
        object.put("method", distribution.method());
        object.put("function", distribution.function());
        Map<String, @Nullable Object> stratum = new LinkedHashMap<>();
        for (int i = 0; i < output.by().size(); i++) {
            stratum.put(output.by().get(i).word(), distribution.stratum().get(i));
        }
        object.put("stratum", stratum);
        object.put("result_known", distribution.resultKnown());
        object.put("n", latencies.n());
        object.put("censored", latencies.censored());
        object.put("min", latencies.min());
        object.put("max", latencies.max());
        object.put("total", latencies.total());
        object.put("quantiles", quantiles(latencies));
        object.put("slo", slo(latencies));
        return object;
    }

    private static List<Map<String, @Nullable Object>> quantiles(Latencies latencies) {
        List<Map<String, @Nullable Object>> list = new ArrayList<>();
        for (Percentile p : Percentile.values()) {
            Estimate estimate = latencies.estimate(p);
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            object.put("quantile", p.label());
            object.put("value", estimate.value());
            object.put("low", estimate.low());
            object.put("high", estimate.high());
            object.put("n_too_small", estimate.tooSmall());
            object.put("time_weighted", latencies.timeWeighted(p));
            list.add(object);
        }
        return list;
    }

    private List<Map<String, @Nullable Object>> slo(Latencies latencies) {
        List<Map<String, @Nullable Object>> list = new ArrayList<>();
        for (long threshold : output.thresholds()) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            object.put("threshold", threshold);
            object.put("above", latencies.above(threshold));
            object.put("not_known", latencies.undecided(threshold));
            object.put("share", (double) latencies.above(threshold) / latencies.n());
            list.add(object);
        }
        return list;
    }

    private static Map<String, @Nullable Object> outcome(OutcomeCount outcome) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("capture_id", outcome.captureId());
        object.put("metric", outcome.metric());
        object.put("function", outcome.function());
        object.put("outcome", outcome.outcome());
        object.put("calls", outcome.calls());
        object.put("longest", outcome.longest());
        return object;
    }

    private Map<String, @Nullable Object> breakdown(Breakdown breakdown) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("capture_id", breakdown.captureId());
        object.put("metric", breakdown.metric());
        object.put("band", breakdown.band());
        object.put("calls", breakdown.calls());
        object.put("total", breakdown.total());
        object.put("parts", breakdown.parts());
        object.put("unattributed_asleep", breakdown.asleep());
        object.put("record", output.analysis().advice(breakdown));
        return object;
    }

    private static Map<String, @Nullable Object> call(SlowCall call) {
        SlowCall.Subject subject = call.subject();
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("call", call.call());
        object.put("capture_id", subject.captureId());
        object.put("metric", subject.metric());
        object.put("function", subject.function());
        object.put("start_ts", subject.startTs());
        object.put("latency", call.latency());
        object.put("open", call.open());
        object.put("cpu", subject.cpu());
        object.put("tid", subject.tid());
        object.put("comm", subject.comm());
        object.put("file", subject.file());
        object.put("index", subject.index());
        object.put("outcome", subject.outcome());
        object.put("parts", call.parts());
        object.put("steps", call.steps().stream().map(LatencyJson::step).toList());
        return object;
    }

    private static Map<String, @Nullable Object> step(SlowCall.Step step) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("start_ts", step.startTs());
        object.put("end_ts", step.endTs());
        object.put("tid", step.tid());
        object.put("what", step.what());
        object.put("detail", step.detail());
        return object;
    }
}
