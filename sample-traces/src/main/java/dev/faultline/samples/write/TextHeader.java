// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The comment lines in front of the events (kernel {@code kernel/trace/trace.c}, {@code print_func_help_header_irq()},
 * {@code print_trace_header()}, {@code print_lat_help_header()}).
 */
final class TextHeader {
    private static final int TASK_COLUMNS = 30;
    private static final int TASK_DASHES = 5;
    private static final int LATENCY_COLUMNS = 18;
    private static final int NAME_WIDTH = 16;

    private final TextSpec spec;

    TextHeader(TextSpec spec) {
        this.spec = spec;
    }

    String text() {
        return switch (spec.layout) {
            case TRACE_PIPE -> "";
            case REPORT -> "cpus=" + spec.cpus + "\n";
            case TRACE -> trace();
        };
    }

    private String trace() {
        String head = "# tracer: " + spec.tracer + "\n#\n";
        return switch (spec.style) {
            case EVENT_ONLY -> head;
            case LATENCY -> head + latency() + latencyColumns();
            case VERBOSE -> head + latency();
            case TEXT, RAW, HEX -> head + entries() + columns();
        };
    }

    private String entries() {
        return String.format(
                Locale.ROOT,
                "# entries-in-buffer/entries-written: %d/%d   #P:%d\n#\n",
                spec.inBuffer,
                spec.written,
                spec.cpus);
    }

    private String latency() {
        return String.format(
                Locale.ROOT,
                "# %s latency trace v1.1.5 on %s\n# %s\n# latency: 0 us, #%d/%d, CPU#0 | (M:desktop VP:0, KP:0, SP:0"
                        + " HP:0 #P:%d)\n#    -----------------\n#    | task: -0 (uid:0 nice:0 policy:0 rt_prio:0)\n"
                        + "#    -----------------\n#\n",
                spec.tracer,
                spec.release,
                "-".repeat(68),
                spec.inBuffer,
                spec.written,
                spec.cpus);
    }

    private String columns() {
        String tgidName = spec.tgid ? "   TGID   " : "";
        String tgidMark = spec.tgid ? "     |    " : "";
        int count = spec.flags.columns().size();
        String bars = count == 0 ? " " : "|".repeat(count) + " ".repeat(Math.max(0, 5 - count));
        return ladder(spec.flags.columns(), TASK_COLUMNS + tgidName.length(), TASK_DASHES, 0)
                + "#           TASK-PID    " + tgidName + " CPU#  " + bars + "  TIMESTAMP  FUNCTION\n"
                + "#              | |      " + tgidMark + "   |   " + bars + "     |         |\n";
    }

    private String latencyColumns() {
        List<String> names = new ArrayList<>(List.of("CPU#"));
        names.addAll(spec.flags.columns());
        String bars = "|".repeat(names.size());
        return ladder(names, LATENCY_COLUMNS, TASK_DASHES + 1, NAME_WIDTH)
                + "#  cmd     pid     " + bars + " time  |   caller     \n"
                + "#     \\   /        " + bars + "  \\    |    /       \n";
    }

    /** One line per column, and the delay: the stairs that lead from the columns to their names. */
    private static String ladder(List<String> names, int indent, int dashes, int nameWidth) {
        StringBuilder text = new StringBuilder();
        int longest = Math.max(dashes, names.size());
        for (int i = 0; i < names.size(); i++) {
            text.append('#').append(" ".repeat(indent)).append(stairs(i)).append('_');
            text.append("-".repeat(longest - i)).append("=> ");
            text.append(padded(names.get(i), nameWidth)).append('\n');
        }
        if (!names.isEmpty()) {
            text.append('#').append(" ".repeat(indent)).append("|".repeat(names.size() - 1));
            text.append(" /     ").append(padded("delay", nameWidth)).append('\n');
        }
        return text.toString();
    }

    private static String stairs(int step) {
        return switch (step) {
            case 0 -> "  ";
            case 1 -> " / ";
            default -> "|".repeat(step - 1) + " / ";
        };
    }

    private static String padded(String name, int width) {
        return name + " ".repeat(Math.max(0, width - name.length()));
    }
}
