// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.beside;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row of {@code /proc/lock_stat} (kernel/locking/lockdep_proc.c seq_stats, version 0.4): what the kernel itself counted of a class.
 *
 * @param name as printed, at most 39 characters: with version, subclass and {@code -R} or {@code -W}
 * @param lockClass name as events have it; cut where the kernel cut it
 * @param mode {@code shared} or {@code exclusive}; empty where the class has one row for both
 * @param numbers bounced contentions, contentions, waits [ns] (least, most, total, average), bounced acquisitions, acquisitions,
 *     holds [ns] (least, most, total, average)
 */
public record LockStat(String name, String lockClass, String mode, List<Long> numbers) {
    private static final Pattern ROW =
            Pattern.compile(" *(\\S.*?): +((?:\\d+ +){2}(?:-?\\d+\\.\\d+ +){4}(?:\\d+ +){2}(?:-?\\d+\\.\\d+ *){4})");
    private static final BigDecimal NS_PER_US = BigDecimal.valueOf(1000);

    /** All rows of the file. */
    public static List<LockStat> all(String text) {
        List<LockStat> rows = new ArrayList<>();
        text.lines().forEach(line -> {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.add(row(row.group(1), row.group(2).strip().split(" +")));
            }
        });
        return rows;
    }

    private static LockStat row(String name, String[] cells) {
        List<Long> numbers = new ArrayList<>();
        for (String cell : cells) {
            numbers.add(
                    cell.indexOf('.') < 0
                            ? Long.valueOf(cell)
                            : new BigDecimal(cell).multiply(NS_PER_US).longValue());
        }
        String mode = name.endsWith("-R") ? "shared" : name.endsWith("-W") ? "exclusive" : "";
        String bare = mode.isEmpty() ? name : name.substring(0, name.length() - 2);
        return new LockStat(name, LockdepReport.bare(bare), mode, numbers);
    }
}
