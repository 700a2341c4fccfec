// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import dev.faultline.parsers.schema.EventSchema;
import dev.faultline.parsers.schema.Field;
import dev.faultline.parsers.text.print.Slots;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The ways in which an event is written, as {@code print fmt} texts: its own, that of the kernel's {@code fields} option,
 * the kernel's own writing of probes and system calls, and what the resource {@code layouts.txt} lists (ftrace's own
 * events, renderings by trace-cmd's plugins).
 */
final class Layouts {
    private final Map<String, List<String>> listed = new HashMap<>();
    private final Map<String, Map<String, Long>> complete = new HashMap<>();

    private Layouts() {}

    /** Reads the list. */
    static Layouts read() {
        Layouts layouts = new Layouts();
        try (InputStream in = Layouts.class.getResourceAsStream("layouts.txt")) {
            if (in == null) {
                throw new IOException("no layouts.txt");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    layouts.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return layouts;
    }

    /** {@code layout EVENT PRINT_FMT} or {@code complete EVENT FIELD MASK}. */
    private void add(String line) {
        String[] words = line.split("\\s+", 3);
        if (words[0].equals("layout")) {
            listed.computeIfAbsent(words[1], name -> new ArrayList<>()).add(words[2]);
        } else {
            String[] field = words[2].split("\\s+", 2);
            complete.computeIfAbsent(words[1], name -> new HashMap<>())
                    .put(field[0], Long.parseLong(field[1].substring(2), 16));
        }
    }

    /** Tells the slots which bits of a field are all that the kernel can set. */
    void complete(String event, Slots slots) {
        complete.getOrDefault(event, Map.of()).forEach(slots::complete);
    }

    /** The layouts of an event, the most usual first. */
    List<String> of(EventSchema event) {
        List<String> ways = new ArrayList<>();
        String own = event.printFmt();
        if (event.field("__probe_ip") != null || event.field("__probe_func") != null) {
            ways.add(kernelProbe(own));
        }
        if (event.system().equals("syscalls")) {
            ways.add(syscall(event, false));
            ways.add(syscall(event, true));
        }
        ways.addAll(listed.getOrDefault(event.qualifiedName(), List.of()));
        ways.add(own);
        if (event.system().equals("kmem") && event.field("call_site") != null) {
            ways.add(withCallSite(own));
        }
        ways.add(fields(event));
        ways.add(raw(event));
        return ways;
    }

    /** The kernel writes places as symbols, where it returns to before the function, and strings it could not read. */
    private static String kernelProbe(String own) {
        return own.replace("\"(%lx <- %lx)", "\"(%pS <- %pS)")
                .replace("REC->__probe_func, REC->__probe_ret_ip", "REC->__probe_ret_ip, REC->__probe_func")
                .replace("\"(%lx)", "\"(%pS)")
                .replaceAll("\\\\\"%s\\\\\"", "%s")
                .replaceAll("__get_str\\((\\w+)\\)", "__quoted(REC->$1)");
    }

    /** trace-cmd writes the caller of an allocation twice (libtraceevent plugins/plugin_kmem.c). */
    private static String withCallSite(String own) {
        int values = own.indexOf("\", ");
        return values < 0
                ? own
                : "\"(%pS) " + own.substring(1, values) + "\", REC->call_site, " + own.substring(values + 3);
    }

    /** {@code sys_name(argument: hex, ...)}, verbose with the types, and {@code sys_name -> 0xhex} (Linux kernel/trace/trace_syscalls.c). */
    private static String syscall(EventSchema event, boolean verbose) {
        String name = event.name().replaceFirst("^sys_(enter|exit)_", "sys_");
        if (event.name().startsWith("sys_exit_")) {
            return "\"" + name + " -> 0x%lx\", REC->ret";
        }
        StringBuilder format = new StringBuilder("\"" + name + "(");
        StringBuilder values = new StringBuilder();
        for (Field field : event.fields()) {
            if (!field.name().equals("__syscall_nr") && !field.name().equals("nr")) {
                format.append(values.isEmpty() ? "" : ", ").append(verbose ? field.type() + " " : "");
                format.append(field.name()).append(": %lx");
                values.append(", REC->").append(field.name());
            }
        }
        return format.append(")\"").append(values).toString();
    }

    /** What trace-cmd writes when it does not understand the print fmt (libtraceevent, {@code tep_print_fields()}). */
    private static String raw(EventSchema event) {
        StringBuilder format = new StringBuilder("[FAILED TO PARSE]");
        StringBuilder values = new StringBuilder();
        for (Field field : event.fields()) {
            boolean number = switch (field.kind()) {
                case INTEGER, POINTER, BOOLEAN -> true;
                default -> false;
            };
            format.append(' ').append(field.name()).append("=%s");
            values.append(", ").append(number ? "__number(REC->" + field.name() + ")" : "REC->" + field.name());
        }
        return "\"" + format + "\"" + values;
    }

    /** Option fields (Linux kernel/trace/trace_output.c, {@code print_event_fields()}). */
    private static String fields(EventSchema event) {
        StringBuilder format = new StringBuilder();
        StringBuilder values = new StringBuilder();
        for (Field field : event.fields()) {
            String value = "REC->" + field.name();
            boolean number = switch (field.kind()) {
                case INTEGER, POINTER, BOOLEAN -> true;
                default -> false;
            };
            format.append(format.isEmpty() ? "" : " ").append(field.name()).append("=");
            boolean single = number && field.size() == 1;
            format.append(number && !single ? "0x%lx (%ld)" : "%s");
            values.append(", ").append(single ? "__byte(" + value + ")" : number ? value + ", " + value : value);
        }
        return "\"" + format + "\"" + values;
    }
}
