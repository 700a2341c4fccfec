// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.clock;

import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.ClockUnit;
import dev.faultline.parsers.capture.EventRecords;
import dev.faultline.parsers.capture.Origins;
import dev.faultline.parsers.capture.RecordBlock;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.parsers.schema.EventSchema;
import dev.faultline.parsers.schema.Field;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Relates clocks by what was written to {@code trace_marker}: a text that both captures have once, or one that tells a time
 * of the other capture's clock ({@code trace_event_clock_sync}, formats section B.4.5).
 */
final class MarkerPairs {
    private static final String MARKER = "ftrace.print";
    private static final int MOST = 100_000;
    private static final int LONGEST = 256;
    private static final Pattern PARENT =
            Pattern.compile("trace_event_clock_sync: parent_ts=(\\d{1,12}(?:\\.\\d{1,9})?)");
    private static final Pattern REAL = Pattern.compile("trace_event_clock_sync: realtime_ts=(\\d{1,15})");

    /** Times by text; a text that came twice tells nothing. */
    private final Map<String, Long> once = new HashMap<>();

    private MarkerPairs() {}

    static @Nullable ClockRelation relate(Capture capture, Capture reference) throws IOException, InterruptedException {
        if (capture.info().clockUnit() != ClockUnit.NS || reference.info().clockUnit() != ClockUnit.NS) {
            return null;
        }
        Map<String, Long> mine = read(capture);
        Map<String, Long> others = read(reference);
        List<Long> offsets = new ArrayList<>();
        mine.forEach((text, ts) -> {
            Long there = others.get(text);
            if (there != null) {
                offsets.add(there - ts);
            }
        });
        if (!offsets.isEmpty()) {
            return paired(offsets);
        }
        Long told = told(mine, String.valueOf(reference.info().clock()));
        Long toldThere = told(others, String.valueOf(capture.info().clock()));
        Long offset = told != null ? told : toldThere == null ? null : Long.valueOf(-toldThere);
        return offset == null
                ? null
                : new ClockRelation(true, true, offset, null, null, "a trace_event_clock_sync marker");
    }

    /** The middle of all pairs; the error is the farthest of them, and unknown of fewer than three. */
    private static ClockRelation paired(List<Long> offsets) {
        Collections.sort(offsets);
        long middle = offsets.get(offsets.size() / 2);
        long farthest = Math.max(middle - offsets.get(0), offsets.get(offsets.size() - 1) - middle);
        boolean bounded = offsets.size() > 2;
        String reason = offsets.size() + " trace_marker texts that both captures have";
        return new ClockRelation(true, true, middle, bounded ? Long.valueOf(farthest) : null, null, reason);
    }

    /** Markers tell the other clock as it was just before they were written: the largest difference is the nearest. */
    private static @Nullable Long told(Map<String, Long> markers, String clock) {
        Long best = null;
        for (Map.Entry<String, Long> marker : markers.entrySet()) {
            Long time = time(marker.getKey(), clock);
            if (time != null) {
                long offset = time - marker.getValue();
                best = best == null ? offset : Math.max(best, offset);
            }
        }
        return best;
    }

    private static @Nullable Long time(String text, String clock) {
        Matcher parent = PARENT.matcher(text);
        if (clock.equals("mono") && parent.find()) {
            return new BigDecimal(parent.group(1)).movePointRight(9).longValue();
        }
        Matcher real = REAL.matcher(text);
        return clock.equals("realtime") && real.find() ? Long.valueOf(Long.parseLong(real.group(1)) * 1_000_000) : null;
    }

    private static Map<String, Long> read(Capture capture) throws IOException, InterruptedException {
        boolean has = capture.schemas().stream().anyMatch(MarkerPairs::marker);
        MarkerPairs markers = new MarkerPairs();
        if (has) {
            capture.scan(Selection.everything().withEvents(MarkerPairs::marker), 1, markers::take);
        }
        markers.once.values().removeIf(ts -> ts == Origins.NO_TS);
        return markers.once;
    }

    private static boolean marker(EventSchema event) {
        return event.qualifiedName().equals(MARKER);
    }

    private void take(RecordBlock block) {
        for (EventRecords records : block.events()) {
            Field text = records.schema().fields().stream()
                    .filter(field -> field.name().equals("buf"))
                    .findFirst()
                    .orElse(null);
            for (int i = 0; text != null && i < records.count() && once.size() < MOST; i++) {
                int from = records.offset(i) + text.offset();
                int to = records.offset(i) + records.length(i);
                once.merge(string(block.bytes(), from, to), records.ts(i), (first, second) -> Origins.NO_TS);
            }
        }
    }

    private static String string(byte[] bytes, int from, int to) {
        int end = from;
        while (end < Math.min(to, from + LONGEST) && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8).strip();
    }
}
