// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.views;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A complaint of lockdep in a kernel log (kernel/locking/lockdep.c print_unlock_imbalance_bug, print_circular_bug, 6.1): what a
 * thread was about to do, and the locks it held.
 *
 * @param releases whether it was about to release, else to acquire
 * @param tid the thread
 * @param lock address of the lockdep map, 0 where the report has none
 * @param lockClass name of its class, without subclass and version
 * @param held addresses of the locks the thread held
 * @param heldClasses names of their classes
 */
record LockdepReport(
        boolean releases, int tid, long lock, String lockClass, List<Long> held, List<String> heldClasses) {
    private static final Pattern ACT =
            Pattern.compile("\\S+/(\\d+) is trying to (release|acquire) lock(?: \\((.+)\\) at)?:");
    private static final Pattern LOCK = Pattern.compile("([0-9a-f]{16}) \\((.+?)\\)\\{.*");
    private static final Pattern HELD = Pattern.compile("\\d+ locks? held by \\S+/(\\d+):");
    private static final Pattern ENTRY = Pattern.compile(" *#\\d+: ([0-9a-f]{16}) \\((.+?)\\)\\{.*");

    /** All complaints of a log, in order. */
    static List<LockdepReport> all(String log) {
        List<LockdepReport> reports = new ArrayList<>();
        List<String> lines = log.lines()
                .map(line -> line.replaceFirst("^\\[ *\\d+\\.\\d+\\] ", ""))
                .toList();
        for (int at = 0; at < lines.size(); at++) {
            Matcher act = ACT.matcher(lines.get(at).strip());
            if (act.matches()) {
                reports.add(read(act, lines.subList(at + 1, lines.size())));
            }
        }
        return reports;
    }

    private static LockdepReport read(Matcher act, List<String> lines) {
        int tid = Integer.parseInt(act.group(1));
        boolean releases = act.group(2).equals("release");
        Matcher lock = LOCK.matcher(lines.get(0).strip());
        boolean named = lock.matches();
        String lockClass = releases ? act.group(3) : named ? lock.group(2) : "";
        List<Long> held = new ArrayList<>();
        List<String> classes = new ArrayList<>();
        boolean inside = false;
        for (String line : lines) {
            Matcher head = HELD.matcher(line.strip());
            Matcher entry = ENTRY.matcher(line);
            if (head.matches()) {
                inside = Integer.parseInt(head.group(1)) == tid;
            } else if (inside && entry.matches()) {
                held.add(Long.parseUnsignedLong(entry.group(1), 16));
                classes.add(bare(entry.group(2)));
            } else if (inside) {
                break;
            }
        }
        return new LockdepReport(
                releases, tid, named ? Long.parseUnsignedLong(lock.group(1), 16) : 0, bare(lockClass), held, classes);
    }

    /** Reports add version and subclass to a class's name; events have the name only. */
    private static String bare(String name) {
        return name.replaceFirst("(#\\d+)?(/\\d+)?$", "");
    }
}
