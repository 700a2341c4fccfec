// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.store.CaptureRow;
import dev.faultline.analysis.store.TraceDatabase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which capture an answer is about, and how its times are written. */
final class CaptureHeading {
    private static final long SECOND = 1_000_000_000L;

    private final List<CaptureRow> captures;

    CaptureHeading(TraceDatabase database) {
        captures = database.captures();
    }

    /** One line per capture. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (CaptureRow capture : captures) {
            List<String> facts = new ArrayList<>();
            facts.add(capture.format().strip());
            facts.add(capture.kernelRelease() == null ? "kernel unknown" : "Linux " + capture.kernelRelease());
            facts.add("clock " + (capture.clock() == null ? "unknown" : capture.clock()));
            text.append(SafeText.of(capture.path() + ": " + String.join(", ", facts)))
                    .append('\n');
        }
        return text.toString();
    }

    /** Where the captures were, by {@code capture_id}. */
    List<String> paths() {
        return captures.stream().map(CaptureRow::path).toList();
    }

    /** The captures as JSON values. */
    List<Map<String, @Nullable Object>> json() {
        List<Map<String, @Nullable Object>> list = new ArrayList<>();
        for (CaptureRow capture : captures) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            object.put("capture_id", capture.id());
            object.put("path", capture.path());
            object.put("format", capture.format());
            object.put("kernel_release", capture.kernelRelease());
            object.put("clock", capture.clock());
            object.put("clock_unit", capture.nanoseconds() ? "ns" : "count");
            object.put("start_ts", capture.startTs());
            object.put("end_ts", capture.endTs());
            list.add(object);
        }
        return list;
    }

    /** A time as trace-cmd writes it, with all nine digits; the raw count for a clock without a unit. */
    String time(@Nullable Long ts) {
        if (ts == null) {
            return "-";
        }
        boolean nanoseconds = captures.stream().allMatch(CaptureRow::nanoseconds);
        return nanoseconds ? seconds(ts) : Long.toString(ts);
    }

    /** Nanoseconds as seconds with all nine digits. */
    static String seconds(long ts) {
        return String.format(Locale.ROOT, "%d.%09d", Math.floorDiv(ts, SECOND), Math.floorMod(ts, SECOND));
    }
}
