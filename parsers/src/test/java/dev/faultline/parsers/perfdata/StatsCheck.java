// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.capture.ScanSummary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares numbers of records, by type and by event, with {@code perf report --stats} and the headings of a report. */
final class StatsCheck {
    private static final Pattern COUNT = Pattern.compile(" +([A-Z_0-9]+) events: +(\\d+).*");
    private static final Pattern EVENT = Pattern.compile("(\\S.*) stats:");
    private static final Pattern SAMPLES = Pattern.compile("# Samples: (\\d+)([KMG]?) +of event '(.*)'");
    private static final Pattern PERIODS = Pattern.compile("# Event count \\(approx\\.\\): (\\d+)");

    private final Comparison comparison;
    private final Map<String, Long> byEvent = new HashMap<>();
    private final Map<String, Long> periods = new HashMap<>();
    private final long lost;
    private final Map<String, Long> printedSamples = new HashMap<>();
    /** Lost samples that were printed, of all events. */
    private long printedLost;

    StatsCheck(PerfRows rows, Comparison comparison) {
        this.comparison = comparison;
        GroupDelivery delivery = new GroupDelivery(rows);
        for (Map<String, Object> row : new SideCheck(rows, comparison).delivered("SAMPLE")) {
            for (String name : delivery.events(row)) {
                byEvent.merge(name, 1L, Long::sum);
                periods.merge(name, (Long) row.getOrDefault("period", 0L), Long::sum);
            }
        }
        lost = rows.table("perf.lost_samples").stream()
                .mapToLong(row -> (Long) row.get("lost"))
                .sum();
    }

    /** @param packed whether COMPRESSED records are in the total */
    void stats(List<String> lines, ScanSummary summary, boolean packed) {
        String event = "";
        for (String line : lines) {
            Matcher count = COUNT.matcher(line);
            Matcher heading = EVENT.matcher(line);
            if (heading.matches()) {
                event = heading.group(1).equals("Aggregated") ? "" : heading.group(1);
            } else if (count.matches() && !count.group(1).startsWith("COMPRESSED")) {
                count(event, count.group(1), Long.parseLong(count.group(2)), summary, packed);
            }
        }
        // an event may be recorded twice
        printedSamples.forEach((name, samples) -> {
            comparison.record();
            comparison.equal("samples of an event", samples, byEvent.get(name), name);
        });
        if (printedLost > 0) {
            comparison.equal("lost samples", printedLost, lost, "all events");
        }
    }

    private void count(String event, String type, long printed, ScanSummary summary, boolean packed) {
        if (!event.isEmpty() && type.equals("LOST_SAMPLES")) {
            printedLost += printed;
        } else if (!event.isEmpty()) {
            printedSamples.merge(event, printed, Long::sum);
        } else if (type.equals("TOTAL") && !packed) {
            comparison.record();
            comparison.equal("records", printed, summary.records(), type);
        } else if (!type.equals("TOTAL") && !type.equals("FINISHED_ROUND")) {
            comparison.record();
            comparison.equal(
                    "records of a type", printed, summary.recordsPerEvent().get(SideCheck.table(type)), type);
        }
    }

    /** The headings of {@code perf report --stdio}. */
    void report(List<String> lines) {
        String event = "";
        for (String line : lines) {
            Matcher samples = SAMPLES.matcher(line);
            Matcher sum = PERIODS.matcher(line);
            if (samples.matches()) {
                event = samples.group(3);
                long unit =
                        "KMG".indexOf(samples.group(2)) < 0 || samples.group(2).isEmpty() ? 1 : 1000;
                comparison.record();
                long here = byEvent.getOrDefault(event, 0L);
                comparison.equal("samples of an event", Long.parseLong(samples.group(1)), here / unit, line);
            } else if (sum.matches()) {
                comparison.equal(
                        "sum of periods", Long.parseLong(sum.group(1)), periods.getOrDefault(event, 0L), event);
            }
        }
    }
}
