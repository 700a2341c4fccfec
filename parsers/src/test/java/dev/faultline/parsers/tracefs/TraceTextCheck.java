// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracefs;

import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.parsers.capture.TaskName;
import dev.faultline.parsers.perfdata.PerfRows;
import dev.faultline.parsers.schema.EventSchema;
import dev.faultline.parsers.schema.Field;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds the rows of a capture against the text that the kernel printed of the same buffer: every line, and of every line
 * task, pid, cpu, flags, time, event and all that the event prints. An address that was printed as a symbol is held
 * against all others printed so: one address, one symbol; a symbol with its offset, one address.
 */
final class TraceTextCheck {
    private static final Set<String> PREFIX = Set.of("capture_id", "ts", "cpu", "buffer_id", "rec", "sample_id");
    private static final String SYMBOL = "([^\\s)]+(?: \\[\\w+\\])?)";

    private final Map<Long, String> tasks = new HashMap<>();
    private final Map<String, Map<Long, String>> symbolOf = new HashMap<>();
    private final Map<String, Long> addressOf = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();
    final List<String> mismatches = new ArrayList<>();
    long lines;
    long columns;
    long symbols;

    /** A row and its event. */
    private record Row(EventSchema event, Map<String, Object> values) {
        long number(String column) {
            return (Long) values.get(column);
        }
    }

    static TraceTextCheck of(Capture capture, List<String> text) throws IOException, InterruptedException {
        TraceTextCheck check = new TraceTextCheck();
        PerfRows all = PerfRows.of(capture, Selection.everything(), 2);
        for (EventSchema schema : capture.schemas()) {
            all.table(schema.qualifiedName()).forEach(values -> check.rows.add(new Row(schema, values)));
        }
        // The kernel takes the earliest record of all cpus, of equal ones that of the lowest cpu.
        check.rows.sort(Comparator.comparingLong((Row row) -> row.number("ts"))
                .thenComparing(row -> row.number("cpu"))
                .thenComparing(row -> row.number("rec")));
        for (TaskName task : capture.tasks()) {
            check.tasks.put((long) task.tid(), task.comm());
        }
        check.run(TraceLine.all(text));
        return check;
    }

    private void run(List<TraceLine> text) {
        if (text.size() != rows.size()) {
            mismatches.add(text.size() + " lines, " + rows.size() + " records");
        }
        for (int i = 0; i < Math.min(text.size(), rows.size()); i++) {
            lines++;
            check(text.get(i), rows.get(i));
        }
    }

    private void check(TraceLine line, Row row) {
        same(line, "pid", line.pid(), row.number("common_pid"));
        same(line, "cpu", line.cpu(), row.number("cpu"));
        same(line, "time", line.micros(), (row.number("ts") + 500) / 1000);
        long flags = row.number("common_flags");
        long count = row.number("common_preempt_count");
        same(
                line,
                "flags",
                line.flags(),
                TraceLine.flags(flags, count, line.flags().length()));
        String comm = line.pid() == 0 ? "<idle>" : tasks.getOrDefault(line.pid(), "<...>");
        same(line, "task", line.comm(), comm);
        event(line, row);
    }

    private void event(TraceLine line, Row row) {
        List<KernelFormat.Piece> pieces = pieces(row);
        StringBuilder pattern = new StringBuilder();
        for (KernelFormat.Piece piece : pieces) {
            pattern.append(piece.address() == null ? Pattern.quote(piece.text()) : SYMBOL);
        }
        Matcher matcher = Pattern.compile(pattern.toString(), Pattern.DOTALL).matcher(line.info());
        if (!matcher.matches()) {
            mismatches.add(line + " against " + row.event().qualifiedName() + " " + row.values());
            return;
        }
        columns += 1 + row.event().fields().size();
        int group = 1;
        for (KernelFormat.Piece piece : pieces) {
            if (piece.address() != null) {
                symbol(line, matcher.group(group++), piece.address());
            }
        }
    }

    private void symbol(TraceLine line, String text, long address) {
        symbols++;
        if (text.startsWith("0x")) {
            same(line, "address", text, "0x" + Long.toHexString(address));
            return;
        }
        // A place is printed with its offset; a function, or what lies in it, without.
        String kind = text.contains("+") ? "place" : "function";
        String before = symbolOf.computeIfAbsent(kind, k -> new HashMap<>()).putIfAbsent(address, text);
        same(line, "symbol of " + Long.toHexString(address), text, before == null ? text : before);
        if (kind.equals("place")) {
            Long other = addressOf.putIfAbsent(text, address);
            same(line, "address of " + text, address, other == null ? address : other);
        }
    }

    private void same(TraceLine line, String what, Object printed, Object decoded) {
        columns++;
        if (!printed.equals(decoded)) {
            mismatches.add(what + ": printed " + printed + ", decoded " + decoded + " in " + line);
        }
    }

    private static List<KernelFormat.Piece> pieces(Row row) {
        EventSchema event = row.event();
        Function<String, Object> fields = name -> value(row, name);
        if (event.system().equals("syscalls")) {
            return syscall(event, fields);
        }
        String name = event.qualifiedName().equals("ftrace.print") ? "" : event.name() + ": ";
        List<KernelFormat.Piece> pieces = new ArrayList<>();
        pieces.add(new KernelFormat.Piece(name, null));
        // Of a kretprobe the kernel prints where it returned to, then the function; the format has them the other way
        // round
        // (kernel/trace/trace_kprobe.c, print_kretprobe_event()).
        Function<String, Object> inOrder = field -> switch (field) {
            case "__probe_func" -> fields.apply("__probe_ret_ip");
            case "__probe_ret_ip" -> fields.apply("__probe_func");
            default -> fields.apply(field);
        };
        for (KernelFormat.Piece piece : KernelFormat.print(event.printFmt(), inOrder)) {
            // A line of trace_marker ends with its own line end, or with one the kernel adds.
            String text = name.isEmpty() && piece.text().endsWith("\n")
                    ? piece.text().substring(0, piece.text().length() - 1)
                    : piece.text();
            pieces.add(new KernelFormat.Piece(text, piece.address()));
        }
        return pieces;
    }

    /** kernel/trace/trace_syscalls.c, print_syscall_enter() and print_syscall_exit(). */
    private static List<KernelFormat.Piece> syscall(EventSchema event, Function<String, Object> fields) {
        boolean exit = event.name().startsWith("sys_exit_");
        StringBuilder text = new StringBuilder(event.name().replaceFirst("_(enter|exit)", ""));
        if (exit) {
            text.append(" -> 0x").append(Long.toHexString((Long) fields.apply("ret")));
        } else {
            List<String> arguments = new ArrayList<>();
            for (Field field : event.fields().subList(1, event.fields().size())) {
                arguments.add(field.name() + ": " + Long.toHexString((Long) fields.apply(field.name())));
            }
            text.append('(').append(String.join(", ", arguments)).append(')');
        }
        return List.of(new KernelFormat.Piece(text.toString(), null));
    }

    private static Object value(Row row, String field) {
        Object value = row.values().get(PREFIX.contains(field) ? field + "_field" : field);
        Field declared = row.event().field(field);
        if (value instanceof Long number && declared != null && !declared.signed() && declared.size() < 8) {
            return number & ((1L << (8 * declared.size())) - 1);
        }
        return value == null ? "(null)" : value;
    }
}
