// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Aligned columns. Widths come from the first rows, which are held back until they are known; later rows are printed as they
 * come, so that a result of any length needs little memory.
 */
final class TableRows implements RowWriter {
    private static final int HELD_BACK = 2_000;

    private final Console console;
    private final List<@Nullable Object[]> held = new ArrayList<>();
    private List<String> names = List.of();
    private int[] widths = {};
    private boolean[] numeric = {};
    private boolean started;
    private long rows;

    TableRows(Console console) {
        this.console = console;
    }

    @Override
    public void columns(List<String> columns) {
        names = columns.stream().map(SafeText::of).toList();
    }

    @Override
    public void row(@Nullable Object[] values) {
        rows++;
        if (started) {
            print(values);
            return;
        }
        held.add(values);
        if (held.size() == HELD_BACK) {
            start();
        }
    }

    @Override
    public void end() {
        if (!started) {
            start();
        }
        console.message("%s", Values.count(rows, "row"));
    }

    private void start() {
        started = true;
        TextTable measured = new TextTable(names, held);
        widths = measured.widths();
        numeric = measured.numeric();
        console.out().print(measured.header());
        held.forEach(this::print);
        held.clear();
    }

    private void print(@Nullable Object[] values) {
        console.out().append(TextTable.line(values, widths, numeric)).append('\n');
    }
}
