// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.check.ChainEvent;
import dev.faultline.analysis.check.CheckReport;
import dev.faultline.analysis.check.CheckedRule;
import dev.faultline.analysis.check.JudgedFinding;
import dev.faultline.analysis.check.LeftOut;
import dev.faultline.analysis.rules.Severity;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Verdicts as a SARIF 2.1.0 log (OASIS Standard). A finding is a result of kind {@code fail}, a clean rule one of kind
 * {@code pass}, an inconclusive one of kind {@code open} ("insufficient information to decide", section 3.27.9). The capture is the
 * artifact; a trace has no lines, so the place within it is a logical location. Events are a thread flow.
 */
final class SarifLog {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    /** Largest rank of a finding of severity info that is proved and of a terabyte: 30; of critical, 32^4 times that. */
    private static final double HIGHEST = Math.log(30 * Math.pow(32, 4));

    private final CaptureHeading heading;
    private final CheckReport report;

    SarifLog(CaptureHeading heading, CheckReport report) {
        this.heading = heading;
        this.report = report;
    }

    String page() throws IOException {
        Map<String, @Nullable Object> run = new LinkedHashMap<>();
        run.put("tool", Map.of("driver", driver()));
        run.put(
                "artifacts",
                heading.paths().stream()
                        .map(path -> Map.of("location", Map.of("uri", uri(path))))
                        .toList());
        run.put(
                "results",
                report.rules().stream().flatMap(rule -> results(rule).stream()).toList());
        Map<String, @Nullable Object> log = new LinkedHashMap<>();
        log.put("$schema", SCHEMA);
        log.put("version", "2.1.0");
        log.put("runs", List.of(run));
        return Json.of(log) + "\n";
    }

    private Map<String, @Nullable Object> driver() throws IOException {
        Map<String, @Nullable Object> driver = new LinkedHashMap<>();
        driver.put("name", "Faultline");
        driver.put("version", Version.number());
        driver.put("rules", report.rules().stream().map(SarifLog::descriptor).toList());
        return driver;
    }

    private static Map<String, @Nullable Object> descriptor(CheckedRule checked) {
        Map<String, @Nullable Object> rule = new LinkedHashMap<>();
        rule.put("id", checked.rule().id());
        rule.put("shortDescription", message(checked.rule().title()));
        rule.put(
                "help",
                Map.of("text", checked.rule().page(), "markdown", checked.rule().page()));
        rule.put("defaultConfiguration", Map.of("level", level(checked.severity())));
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        properties.put("severity", checked.severity().word());
        properties.put("tags", List.of(checked.rule().family().word()));
        if (checked.rule().anomaly() != null) {
            properties.put("anomaly", checked.rule().anomaly());
        }
        rule.put("properties", properties);
        return rule;
    }

    private List<Map<String, @Nullable Object>> results(CheckedRule checked) {
        List<Map<String, @Nullable Object>> results = new ArrayList<>();
        checked.findings().forEach(finding -> results.add(finding(checked, finding)));
        for (LeftOut out : checked.leftOut()) {
            Map<String, @Nullable Object> result = finding(checked, out.finding());
            result.put("suppressions", List.of(Map.of("kind", "external", "justification", out.reason())));
            results.add(result);
        }
        if (results.isEmpty()) {
            String reason = checked.reason();
            Map<String, @Nullable Object> result = result(checked, reason == null ? "pass" : "open", "none");
            result.put(
                    "message",
                    message("checked " + checked.result().checked()
                            + (reason == null ? "" : "; " + reason + ". " + Recording.advice(checked.rule()))));
            results.add(result);
        }
        return results;
    }

    private Map<String, @Nullable Object> result(CheckedRule checked, String kind, String level) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("ruleId", checked.rule().id());
        result.put("ruleIndex", report.rules().indexOf(checked));
        result.put("kind", kind);
        result.put("level", level);
        return result;
    }

    private Map<String, @Nullable Object> finding(CheckedRule checked, JudgedFinding judged) {
        Map<String, @Nullable Object> result = result(checked, "fail", level(judged.severity()));
        result.put(
                "message",
                message(judged.finding().subject() + ": " + judged.finding().message()));
        result.put("rank", Math.min(100, Math.max(0, 100 * Math.log(Math.max(1, judged.rank())) / HIGHEST)));
        result.put(
                "locations",
                List.of(location(
                        judged.finding().subject(),
                        capture(judged),
                        judged.finding().ts())));
        result.put(
                "partialFingerprints",
                Map.of(
                        "subject/v1",
                        checked.rule().id() + "/" + judged.finding().subject()));
        if (!judged.chain().isEmpty()) {
            List<Map<String, @Nullable Object>> steps = judged.chain().stream()
                    .map(event -> step(event, capture(judged)))
                    .toList();
            result.put("codeFlows", List.of(Map.of("threadFlows", List.of(Map.of("locations", steps)))));
        }
        Map<String, @Nullable Object> properties = new LinkedHashMap<>(CheckJson.finding(judged));
        properties.remove("events");
        result.put("properties", properties);
        return result;
    }

    private Map<String, @Nullable Object> step(ChainEvent event, int capture) {
        Map<String, @Nullable Object> location = location(event.event(), capture, event.ts());
        location.put("message", message((event.event() + " " + event.fields()).strip()));
        return Map.of("location", location);
    }

    private Map<String, @Nullable Object> location(String name, int capture, @Nullable Long ts) {
        Map<String, @Nullable Object> location = new LinkedHashMap<>();
        location.put(
                "physicalLocation",
                Map.of("artifactLocation", Map.of("uri", uri(heading.paths().get(capture)), "index", capture)));
        location.put(
                "logicalLocations",
                List.of(Map.of("name", name, "fullyQualifiedName", ts == null ? name : name + "@" + heading.time(ts))));
        return location;
    }

    private static int capture(JudgedFinding judged) {
        return judged.finding().evidence().get("capture_id") instanceof Number id ? id.intValue() : 0;
    }

    private static Map<String, @Nullable Object> message(String text) {
        return Map.of("text", text);
    }

    /** A path as a URI reference: what RFC 3986 does not allow in a path is escaped. */
    private static String uri(String path) {
        try {
            return path.startsWith("/")
                    ? Path.of(path).toUri().toASCIIString()
                    : new URI(null, null, "./" + path, null).toASCIIString().substring(2);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW, INFO -> "note";
        };
    }
}
