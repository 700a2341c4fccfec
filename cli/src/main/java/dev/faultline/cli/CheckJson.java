// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.check.ChainEvent;
import dev.faultline.analysis.check.CheckReport;
import dev.faultline.analysis.check.CheckedRule;
import dev.faultline.analysis.check.FindingGroup;
import dev.faultline.analysis.check.JudgedFinding;
import dev.faultline.analysis.check.LeftOut;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Verdicts of rules for programs: {@code docs/json.md}. */
final class CheckJson {
    private final CaptureHeading heading;
    private final CheckReport report;

    CheckJson(CaptureHeading heading, CheckReport report) {
        this.heading = heading;
        this.report = report;
    }

    String page() {
        Map<String, @Nullable Object> page = new LinkedHashMap<>();
        page.put("format", "faultline.check");
        page.put("version", 2);
        page.put("captures", heading.json());
        page.put("rules", report.rules().stream().map(CheckJson::rule).toList());
        return Json.of(page) + "\n";
    }

    private static Map<String, @Nullable Object> rule(CheckedRule checked) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("id", checked.rule().id());
        object.put("anomaly", checked.rule().anomaly());
        object.put("family", checked.rule().family().word());
        object.put("title", checked.rule().title());
        object.put("severity", checked.severity().word());
        object.put("result", checked.verdict());
        object.put("checked", checked.result().checked());
        object.put("reason", checked.reason());
        object.put("record", checked.reason() == null ? null : Recording.advice(checked.rule()));
        object.put("groups", checked.groups().stream().map(CheckJson::group).toList());
        object.put(
                "left_out", checked.leftOut().stream().map(CheckJson::leftOut).toList());
        return object;
    }

    private static Map<String, @Nullable Object> group(FindingGroup group) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("file", group.file());
        object.put("findings", group.findings().stream().map(CheckJson::finding).toList());
        object.put("more", group.more());
        return object;
    }

    static Map<String, @Nullable Object> finding(JudgedFinding judged) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("ts", judged.finding().ts());
        object.put("cpu", judged.finding().cpu());
        object.put("tid", judged.finding().tid());
        object.put("subject", judged.finding().subject());
        object.put("message", judged.finding().message());
        object.put("confidence", judged.confidence().word());
        object.put("bytes", judged.bytes());
        object.put("rank", judged.rank());
        object.put("evidence", judged.finding().evidence());
        object.put("events", judged.chain().stream().map(CheckJson::event).toList());
        return object;
    }

    private static Map<String, @Nullable Object> event(ChainEvent event) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("ts", event.ts());
        object.put("cpu", event.cpu());
        object.put("tid", event.tid());
        object.put("event", event.event());
        object.put("fields", event.fields());
        return object;
    }

    private static Map<String, @Nullable Object> leftOut(LeftOut out) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("subject", out.finding().finding().subject());
        object.put("message", out.finding().finding().message());
        object.put("by", out.by().name().toLowerCase(Locale.ROOT));
        object.put("reason", out.reason());
        return object;
    }
}
