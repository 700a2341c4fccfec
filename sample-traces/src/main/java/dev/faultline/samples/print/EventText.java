// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.print;

import dev.faultline.samples.write.EventFormat;
import dev.faultline.samples.write.FormatField;
import dev.faultline.samples.write.Row;
import dev.faultline.samples.write.TextEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/**
 * Prints records of a 64-bit little-endian machine. Probes and system calls the kernel prints without their print fmt
 * ({@code trace_kprobe.c}, {@code trace_syscalls.c}), wake-ups and switches trace-cmd with its plugin
 * ({@code plugin_sched_switch.c}).
 */
public final class EventText {
    private static final String STATES = "SDTtZXxW";

    private final Dialect dialect;
    private final Map<EventFormat, PrintFmt> formats = new HashMap<>();

    private EventText(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * As the kernel prints, with {@code nohash-ptr}.
     *
     * @param symbols {@code name+0xoffset/0xlength} of an address in the kernel; empty where there is none
     */
    public static EventText kernel(LongFunction<String> symbols) {
        return new EventText(new Dialect(true, symbols));
    }

    /** As {@code trace-cmd report} prints, with its plugins. */
    public static EventText report(LongFunction<String> symbols) {
        return new EventText(new Dialect(false, symbols));
    }

    /** The record as an event of the thread it names; its name and text are set. */
    public TextEvent event(Row row, String comm, int tgid, int cpu, long ts) {
        EventFormat format = row.format();
        Shown record = new Shown(row.toBytes(), ts, dialect);
        boolean call = dialect.kernel() && format.system().equals("syscalls");
        String text = text(format, record);
        int flags = (int) number(format, record, "common_flags");
        int preempt = (int) number(format, record, "common_preempt_count");
        int tid = (int) number(format, record, "common_pid");
        String name = call ? "" : format.name();
        return new TextEvent(comm, tid, tgid, cpu, flags, preempt, ts, format.id(), name, text);
    }

    private String text(EventFormat format, Shown record) {
        if (!dialect.kernel()) {
            return switch (format.name()) {
                case "sched_switch" -> switched(format, record);
                case "sched_wakeup", "sched_wakeup_new" -> woken(format, record);
                default -> printed(format, record, 0);
            };
        }
        if (format.system().equals("syscalls")) {
            return systemCall(format, record);
        }
        if (has(format, "__probe_ip")) {
            return place(format, record, "__probe_ip") + printed(format, record, 1);
        }
        if (has(format, "__probe_ret_ip")) {
            String function = dialect.symbol(number(format, record, "__probe_func"));
            String back = dialect.symbols().apply(number(format, record, "__probe_ret_ip"));
            return "(" + back + " <- " + function + printed(format, record, 2);
        }
        return printed(format, record, 0);
    }

    private String printed(EventFormat format, Shown record, int from) {
        PrintFmt fmt = formats.get(format);
        if (fmt == null) {
            fmt = new PrintFmt(format, from);
            formats.put(format, fmt);
        }
        return fmt.text(record);
    }

    private String place(EventFormat format, Shown record, String field) {
        return "(" + dialect.symbols().apply(number(format, record, field));
    }

    /** {@code sys_name(argument: hex, ...)} and {@code sys_name -> 0xhex}. */
    private static String systemCall(EventFormat format, Shown record) {
        String name = format.name().replaceFirst("sys_(enter|exit)_", "sys_");
        if (format.name().startsWith("sys_exit_")) {
            return name + " -> 0x" + Long.toHexString(number(format, record, "ret"));
        }
        return format.ownFields().stream()
                .filter(field -> !field.name().equals("__syscall_nr"))
                .map(field -> field.name() + ": " + Long.toHexString(record.number(field)))
                .collect(Collectors.joining(", ", name + "(", ")"));
    }

    private static String woken(EventFormat format, Shown record) {
        String success = has(format, "success") ? " success=" + number(format, record, "success") : "";
        return String.format(
                Locale.ROOT,
                "%s [%d]%s CPU:%03d",
                task(format, record, "comm", "pid"),
                number(format, record, "prio"),
                success,
                number(format, record, "target_cpu"));
    }

    private static String switched(EventFormat format, Shown record) {
        return String.format(
                Locale.ROOT,
                "%s [%d] %s ==> %s [%d]",
                task(format, record, "prev_comm", "prev_pid"),
                number(format, record, "prev_prio"),
                state(number(format, record, "prev_state")),
                task(format, record, "next_comm", "next_pid"),
                number(format, record, "next_prio"));
    }

    private static String state(long bits) {
        for (int i = 0; i < STATES.length(); i++) {
            if ((bits & 1L << i) != 0) {
                return STATES.substring(i, i + 1);
            }
        }
        return "R";
    }

    private static String task(EventFormat format, Shown record, String comm, String pid) {
        return record.text(field(format, comm)) + ":" + number(format, record, pid);
    }

    private static boolean has(EventFormat format, String field) {
        return format.fields().stream().anyMatch(known -> known.name().equals(field));
    }

    private static long number(EventFormat format, Shown record, String field) {
        return record.number(field(format, field));
    }

    private static FormatField field(EventFormat format, String name) {
        List<FormatField> fields = format.fields();
        return fields.get(format.slot(name));
    }
}
