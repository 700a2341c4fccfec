// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.beside;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A complaint of lockdep in a kernel log (kernel/locking/lockdep.c print_circular_bug, print_unlock_imbalance_bug, print_usage_bug and
 * others, 5.10 to 6.12): what a thread was about to do, and the locks it held.
 *
 * @param title what lockdep says it is: {@code possible circular locking dependency detected}
 * @param ns time of the line by the kernel log's clock [ns], {@code null} when the log has none
 * @param comm name of the thread
 * @param tid the thread
 * @param action {@code acquire} or {@code release}
 * @param lock address of the lockdep map, {@code null} where the report has none
 * @param lockClass name of its class, without subclass and version
 * @param held the locks the thread held, the oldest first
 */
public record LockdepReport(
        String title,
        @Nullable Long ns,
        String comm,
        int tid,
        String action,
        @Nullable Long lock,
        String lockClass,
        List<HeldLock> held) {
    private static final Pattern PREFIX =
            Pattern.compile("^(?:.*? kernel: )?(?:<\\d+>)?(?:\\[ *(\\d+)\\.(\\d{6})\\])?(?:\\[ *[TC]\\d+\\])? ?");
    private static final Pattern TITLE = Pattern.compile("WARNING: (.*(?:detected|usage|held|context|balance).*)");
    private static final Pattern ACT =
            Pattern.compile("(\\S.*)/(\\d+) is trying to (release|acquire) lock(?: \\((.+)\\) at)?:.*");
    private static final Pattern LOCK = Pattern.compile("([0-9a-f]{8,16}) \\((.+?)\\)\\{.*");
    private static final Pattern HELD = Pattern.compile("\\d+ locks? held by .*/(\\d+):");
    private static final Pattern ENTRY = Pattern.compile("#\\d+: ([0-9a-f]{8,16}) \\((.+?)\\)\\{.*");

    /** A line without what the log puts before it. */
    private record Line(@Nullable Long ns, String text) {
        static Line of(String raw) {
            Matcher prefix = PREFIX.matcher(raw);
            if (!prefix.find()) {
                return new Line(null, raw.strip());
            }
            Long ns = prefix.group(1) == null
                    ? null
                    : Long.parseLong(prefix.group(1)) * 1_000_000_000L + Long.parseLong(prefix.group(2)) * 1_000L;
            return new Line(ns, raw.substring(prefix.end()).strip());
        }
    }

    /** All complaints of a log, in order. */
    public static List<LockdepReport> all(String log) {
        List<Line> lines = log.lines().map(Line::of).toList();
        List<LockdepReport> reports = new ArrayList<>();
        String title = "";
        for (int at = 0; at < lines.size(); at++) {
            Matcher warning = TITLE.matcher(lines.get(at).text());
            Matcher act = ACT.matcher(lines.get(at).text());
            if (warning.matches()) {
                title = warning.group(1);
            } else if (act.matches() && at + 1 < lines.size()) {
                reports.add(read(title, lines.get(at).ns(), act, lines.subList(at + 1, lines.size())));
            }
        }
        return reports;
    }

    private static LockdepReport read(String title, @Nullable Long ns, Matcher act, List<Line> lines) {
        int tid = Integer.parseInt(act.group(2));
        Matcher lock = LOCK.matcher(lines.get(0).text());
        boolean named = lock.matches();
        String given = act.group(4) != null ? act.group(4) : named ? lock.group(2) : "";
        return new LockdepReport(
                title,
                ns,
                act.group(1),
                tid,
                act.group(3),
                named ? Long.parseUnsignedLong(lock.group(1), 16) : null,
                bare(given),
                held(tid, lines));
    }

    private static List<HeldLock> held(int tid, List<Line> lines) {
        List<HeldLock> held = new ArrayList<>();
        boolean inside = false;
        for (Line line : lines) {
            Matcher head = HELD.matcher(line.text());
            Matcher entry = ENTRY.matcher(line.text());
            if (head.matches()) {
                inside = Integer.parseInt(head.group(1)) == tid;
            } else if (inside && entry.matches()) {
                held.add(new HeldLock(Long.parseUnsignedLong(entry.group(1), 16), bare(entry.group(2))));
            } else if (inside) {
                break;
            }
        }
        return held;
    }

    /** Reports add version and subclass to a class's name; events have the name only. */
    static String bare(String name) {
        return name.replaceFirst("(#\\d+)?(/\\d+)?$", "");
    }
}
