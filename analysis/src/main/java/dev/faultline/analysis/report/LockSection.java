// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import dev.faultline.analysis.chart.Unit;
import dev.faultline.analysis.locking.LockTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Locks: how calls kept to the documented rules, who waited for whom, and which classes were held for how long. */
final class LockSection {
    static final String ID = "locks";

    /** Rows of a table that are shown; the command prints all. */
    private static final int SHOWN = 20;

    private static final Set<String> TABLES = Set.of("rules", "file_systems", "waits", "classes", "contention");
    private static final Set<String> DURATIONS =
            Set.of("waited", "held", "wait_time", "longest_wait", "held_time", "longest_hold");
    private static final Set<String> MOMENTS = Set.of("start_ts");
    private static final Set<String> NAMES = Set.of("line", "tid", "holder_tid");

    private static final String METHOD =
            "Calls of operations against Documentation/filesystems/locking.rst, by the lock of the very object where its address was"
                    + " recorded. Undecidable and excepted calls count neither way. 'faultline locks CAPTURE' prints all of it, and with"
                    + " --mine what the capture's own holds suggest.";
    private static final String NOTHING =
            "No lock event is in this capture. Record lock:contention_begin and lock:contention_end for waits; a kernel with lockdep and"
                    + " lock:lock_acquire, lock:lock_acquired, lock:lock_contended and lock:lock_release proves who holds what.";

    private final ReportInput input;

    LockSection(ReportInput input) {
        this.input = input;
    }

    Section section() {
        List<Block> blocks = new ArrayList<>();
        for (LockTable table : input.locks()) {
            if (TABLES.contains(table.name()) && !table.rows().isEmpty()) {
                blocks.add(table(table));
            }
        }
        blocks.add(0, blocks.isEmpty() ? new Block.Callout(State.UNKNOWN, NOTHING) : new Block.Paragraph(METHOD));
        return new Section(ID, "Locks", blocks);
    }

    private Block.Table table(LockTable table) {
        String more = table.rows().size() > SHOWN
                ? " (first " + SHOWN + " of " + table.rows().size() + ")"
                : "";
        List<String> headings = IntStream.range(0, table.columns().size())
                .mapToObj(column -> heading(table, column))
                .toList();
        return new Block.Table(
                table.title() + more,
                headings,
                table.rows().stream()
                        .limit(SHOWN)
                        .map(row -> cells(table.columns(), row))
                        .toList());
    }

    private static String heading(LockTable table, int column) {
        String name = table.columns().get(column);
        boolean numeric = MOMENTS.contains(name)
                || DURATIONS.contains(name)
                || table.rows().stream().anyMatch(row -> row[column] instanceof Number);
        return name.replace("_ts", "").replace('_', ' ') + (numeric ? "#" : "");
    }

    private List<Cell> cells(List<String> columns, @Nullable Object[] row) {
        return IntStream.range(0, row.length)
                .mapToObj(column -> cell(columns.get(column), row[column]))
                .toList();
    }

    private Cell cell(String column, @Nullable Object value) {
        if (!(value instanceof Number number)) {
            return Cell.of(value, "");
        }
        if (MOMENTS.contains(column)) {
            return input.sinceStart(number.longValue());
        }
        if (NAMES.contains(column)) {
            return Cell.number(number);
        }
        boolean duration =
                DURATIONS.contains(column) && input.clocksWithoutNanoseconds().isEmpty();
        return Cell.of(number.longValue(), duration ? Unit.NANOSECONDS : Unit.COUNT);
    }
}
