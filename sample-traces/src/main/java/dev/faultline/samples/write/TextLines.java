// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import java.util.Locale;

/** One event as a line, without its end (kernel {@code kernel/trace/trace_output.c}, trace-cmd {@code trace-read.c}). */
final class TextLines {
    private static final long NS_PER_US = 1000;
    private static final long US_PER_S = 1_000_000;
    private static final long NS_PER_S = 1_000_000_000;
    private static final int REPORT_NAME = 20;
    private static final long[] MARK_NS = {
        1_000_000_000L, 100_000_000L, 10_000_000L, 1_000_000L, 100_000L, 10_000L, 1_000L
    };
    private static final String MARKS = "$@*#!+ ";

    private final TextSpec spec;
    private long number;

    TextLines(TextSpec spec) {
        this.spec = spec;
    }

    /**
     * @param first time of the first event of the file
     * @param next time of the event behind this one, or of this one when it is the last
     */
    String line(TextEvent event, long first, long next) {
        if (spec.layout == TextSpec.Layout.REPORT) {
            return report(event);
        }
        return switch (spec.style) {
            case TEXT -> task(event) + time(event.ts()) + ": " + event.message();
            case LATENCY -> latency(event, first, next);
            case VERBOSE -> verbose(event, first, next);
            case EVENT_ONLY -> event.message();
            case RAW ->
                String.format(Locale.ROOT, "%d %d %d type: %d", event.pid(), event.cpu(), event.ts(), event.type());
            case HEX ->
                String.format(
                        Locale.ROOT, "%08x %08x %016x type: %d\n", event.pid(), event.cpu(), event.ts(), event.type());
        };
    }

    private String task(TextEvent event) {
        String chars = spec.flags.of(event.flags(), event.preempt());
        String pid = String.format(Locale.ROOT, "%16s-%-" + spec.pidWidth + "d ", event.comm(), event.pid());
        String cpu = String.format(Locale.ROOT, "[%03d] ", event.cpu());
        return pid + (spec.tgid ? tgid(event) : "") + cpu + chars + " ";
    }

    private static String tgid(TextEvent event) {
        return event.tgid() < 0 ? "(-------) " : String.format(Locale.ROOT, "(%7d) ", event.tgid());
    }

    /** Cut to microseconds, as the kernel does. */
    private String time(long ts) {
        if (spec.counter) {
            return String.format(Locale.ROOT, "%12d", ts);
        }
        long micros = ts / NS_PER_US;
        return String.format(Locale.ROOT, "%5d.%06d", micros / US_PER_S, micros % US_PER_S);
    }

    private String latency(TextEvent event, long first, long next) {
        String comm = event.comm().length() > 8 ? event.comm().substring(0, 8) : event.comm();
        String chars = spec.flags.of(event.flags(), event.preempt());
        String head = String.format(Locale.ROOT, "%8s-%-7d %3d%s", comm, event.pid(), event.cpu(), chars);
        if (spec.counter) {
            return String.format(Locale.ROOT, "%s %4d: %s", head, event.ts() - first, event.message());
        }
        long micros = (event.ts() - first) / NS_PER_US;
        return String.format(Locale.ROOT, "%s %4dus%c: %s", head, micros, mark(next - event.ts()), event.message());
    }

    private String verbose(TextEvent event, long first, long next) {
        long since = (event.ts() - first) / NS_PER_US;
        long until = (next - event.ts()) / NS_PER_US;
        return String.format(
                Locale.ROOT,
                "%16s %7d %3d %d %08x %08x [%08x] %d.%03dms (+%d.%03dms): %s",
                event.comm(),
                event.pid(),
                event.cpu(),
                event.flags(),
                event.preempt(),
                number++,
                event.ts() / NS_PER_US,
                since / 1000,
                since % 1000,
                until / 1000,
                until % 1000,
                event.message());
    }

    /** The mark of a long delay to the next event (kernel {@code trace_find_mark()}). */
    private static char mark(long delay) {
        for (int i = 0; i < MARK_NS.length - 1; i++) {
            if (delay > MARK_NS[i]) {
                return MARKS.charAt(i);
            }
        }
        return ' ';
    }

    private String report(TextEvent event) {
        String chars = spec.flags.of(event.flags(), event.preempt());
        String head = String.format(
                Locale.ROOT,
                "%16s-%-" + spec.pidWidth + "d [%03d]%s%s",
                event.comm(),
                event.pid(),
                event.cpu(),
                chars.isEmpty() ? "" : " ",
                chars);
        String padding = " ".repeat(Math.max(0, REPORT_NAME - event.name().length()));
        return head + " " + reportTime(event.ts()) + ": " + event.name() + ": " + padding + event.text();
    }

    /** Rounded to microseconds unless nanoseconds are asked for. */
    private String reportTime(long ts) {
        if (spec.counter) {
            return Long.toString(ts);
        }
        if (spec.timeDigits == 9) {
            return String.format(Locale.ROOT, "%5d.%09d", ts / NS_PER_S, ts % NS_PER_S);
        }
        long micros = (ts + NS_PER_US / 2) / NS_PER_US;
        return String.format(Locale.ROOT, "%5d.%06d", micros / US_PER_S, micros % US_PER_S);
    }
}
