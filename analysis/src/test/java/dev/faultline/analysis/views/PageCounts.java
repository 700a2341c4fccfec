// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.store.Availability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Pages that {@code page_event} says became dirty and were written are those the kernel counted: {@code nr_dirtied} and
 * {@code nr_written} of /proc/vmstat around the capture, within 8 pages or 2 %. {@code page-counts.tsv} says of each capture whether
 * they agree, and why not: others wrote meanwhile, the window of vmstat is longer than the capture, or events were lost.
 */
final class PageCounts implements ViewCheck {
    private static final Path FILE = Path.of("src/test/resources/page-counts.tsv");
    private static final boolean UPDATE = "update".equals(System.getProperty("golden"));

    /** Captures that agreed when this was written: fewer means that rows went missing, or captures. */
    private static final int FLOOR = 90;

    /** A counter of the kernel, the view its pages come from, and the kind of page_event that counts them. */
    private record Counter(String name, String view, String kind) {}

    private static final List<Counter> COUNTERS = List.of(
            new Counter("nr_dirtied", "folio_dirtied", "dirtied"),
            new Counter("nr_written", "folio_writeback", "writeback_ended"));

    private final Map<String, String> expected = expected();
    private final Map<String, String> found = new TreeMap<>();
    private final Map<String, Integer> agreed = new TreeMap<>();

    @Override
    public void check(CheckedCapture capture) throws IOException {
        Optional<String> before = capture.beside("truth/vmstat.before");
        Optional<String> after = capture.beside("truth/vmstat.after");
        if (before.isEmpty() || after.isEmpty()) {
            return;
        }
        for (Counter counter : COUNTERS) {
            if (capture.evidence(counter.view()).status() == Availability.RECORDED) {
                compare(capture, counter, value(after.get(), counter.name()) - value(before.get(), counter.name()));
            }
        }
    }

    private void compare(CheckedCapture capture, Counter counter, long truth) {
        long pages = capture.number("SELECT coalesce(sum(pages), 0) FROM page_event WHERE capture_id = :id AND kind = '"
                + counter.kind() + "'");
        boolean agrees = Math.abs(pages - truth) <= Math.max(8, Math.round(truth * 0.02));
        String key = capture.name() + "\t" + counter.name();
        String line = (agrees ? "agrees" : reason(capture, pages, truth)) + "\t" + pages + "\t" + truth;
        found.put(key, line);
        agreed.merge(counter.name(), agrees ? 1 : 0, Integer::sum);
        if (!UPDATE) {
            assertThat(line).as(key + " (-Dgolden=update writes it anew)").isEqualTo(expected.get(key));
        }
    }

    private static String reason(CheckedCapture capture, long pages, long truth) {
        if (capture.number("SELECT count(*) FROM lost_event WHERE capture_id = :id") > 0) {
            return "events lost";
        }
        return pages < truth ? "more was written around or beside the capture" : "more than the kernel counted";
    }

    static long value(String vmstat, String counter) {
        return vmstat.lines()
                .filter(line -> line.startsWith(counter + " "))
                .mapToLong(line -> Long.parseLong(line.substring(counter.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> expected() {
        try {
            return Files.readAllLines(FILE).stream()
                    .map(line -> line.split("\t", 3))
                    .collect(Collectors.toMap(cells -> cells[0] + "\t" + cells[1], cells -> cells[2]));
        } catch (IOException e) {
            return Map.of();
        }
    }

    @Override
    public void finish() {
        found.forEach((key, line) ->
                System.out.printf(Locale.ROOT, "pages %s %s%n", key.replace('\t', ' '), line.replace('\t', ' ')));
        System.out.println("pages: captures that agree with vmstat: " + agreed);
        for (Counter counter : COUNTERS) {
            assertThat(agreed.getOrDefault(counter.name(), 0))
                    .as(counter.name())
                    .isGreaterThanOrEqualTo(FLOOR);
        }
        if (UPDATE) {
            write();
        }
    }

    private void write() {
        String text = found.entrySet().stream()
                .map(line -> line.getKey() + "\t" + line.getValue() + "\n")
                .collect(Collectors.joining());
        try {
            Files.writeString(FILE, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
