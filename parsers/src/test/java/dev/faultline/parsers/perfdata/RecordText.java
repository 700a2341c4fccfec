// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What perf prints behind {@code PERF_RECORD_NAME} (Linux 6.1 tools/perf/util/event.c, {@code perf_event__fprintf()};
 * session.c; tsc.c), as values by column of the record's table. Numbers of threads are signed, as perf prints them.
 */
final class RecordText {
    private static final String HEX = "(0x[0-9a-f]+|0)";
    private static final Pattern MMAP =
            Pattern.compile(" (-?\\d+)/(-?\\d+): \\[" + HEX + "\\(" + HEX + "\\) @ " + HEX + "\\]: (\\S) (.*)");
    private static final Pattern MMAP2 = Pattern.compile(" (-?\\d+)/(-?\\d+): \\[" + HEX + "\\(" + HEX + "\\) @ " + HEX
            + " (?:([0-9a-f]+):([0-9a-f]+) (\\d+) (\\d+)|<([0-9a-f]*)>)\\]: (\\S{4}) (.*)");
    private static final Pattern COMM = Pattern.compile("( exec)?: (.*):(-?\\d+)/(-?\\d+)");
    private static final Pattern TASK = Pattern.compile("\\((-?\\d+):(-?\\d+)\\):\\((-?\\d+):(-?\\d+)\\)");
    private static final Pattern LOST = Pattern.compile(": id:(\\d+): lost:(\\d+)");
    private static final Pattern NAMESPACES = Pattern.compile(" (-?\\d+)/(-?\\d+) - nr_namespaces: (\\d+)");
    private static final Pattern NAMESPACE = Pattern.compile("(\\d+)/(\\w+): (\\d+)/(0x[0-9a-f]+)");
    private static final Pattern AUX = Pattern.compile(" offset: " + HEX + " size: " + HEX + " flags: " + HEX + " .*");
    private static final Pattern ITRACE = Pattern.compile(" pid: (-?\\d+) tid: (-?\\d+)");
    private static final Pattern LOST_SAMPLES = Pattern.compile("(?:: id:\\d+: lost samples :(\\d+))?");
    private static final Pattern SWITCH =
            Pattern.compile(" (?:IN|OUT)\\s+(?:preempt\\s+)?(?:prev|next) pid/tid:\\s+(-?\\d+)/(-?\\d+)\\s*");
    private static final Pattern KSYMBOL =
            Pattern.compile(" addr ([0-9a-f]+) len (\\d+) type (\\d+) flags 0x([0-9a-f]+) name (.*)");
    private static final Pattern BPF = Pattern.compile(" type (\\d+), flags (\\d+), id (\\d+)");
    private static final Pattern POKE = Pattern.compile(" ([0-9a-f]+)\\s+old len (\\d+) new len (\\d+)");
    private static final Pattern COUNTER = Pattern.compile(": (-?\\d+) (-?\\d+) \\S+ (\\d+)");
    private static final Pattern CGROUP = Pattern.compile(" cgroup: (\\d+) (.*)");
    private static final Pattern THREADS = Pattern.compile(" thread: (-?\\d+)");
    private static final Pattern CPUS = Pattern.compile(": (\\d+)-(\\d+)");
    private static final Pattern ID = Pattern.compile(" ... id: (\\d+)  idx: (\\d+)  cpu: (-?\\d+)  tid: (-?\\d+)");
    private static final Pattern SETTING = Pattern.compile("\\.\\.\\. ([A-Za-z ]+?):? +(\\S+)");
    private static final Map<String, String> CLOCK = Map.of(
            "Time Shift", "time_shift",
            "Time Muliplier", "time_mult",
            "Time Zero", "time_zero",
            "Time Cycles", "time_cycles",
            "Time Mask", "time_mask",
            "Cap Time Zero", "cap_user_time_zero",
            "Cap Time Short", "cap_user_time_short");

    private final Map<String, Object> columns = new LinkedHashMap<>();

    private RecordText() {}

    /**
     * The columns.
     *
     * @param type as perf names it
     * @param text the rest of the line
     * @param more the lines behind it
     */
    static Map<String, Object> columns(String type, String text, List<String> more) {
        RecordText read = new RecordText();
        switch (type) {
            case "MMAP" -> read.mmap(text);
            case "MMAP2" -> read.mmap2(text);
            case "COMM" -> read.comm(text);
            case "FORK", "EXIT" -> read.numbers(TASK, text, "pid", "tid", "ppid", "ptid");
            case "LOST" -> read.numbers(LOST, text, "id", "lost");
            case "NAMESPACES" -> read.namespaces(text, more);
            case "CGROUP" -> read.cgroup(text);
            case "AUX" -> read.numbers(AUX, text, "aux_offset", "aux_size", "flags");
            case "ITRACE_START" -> read.numbers(ITRACE, text, "pid", "tid");
            case "LOST_SAMPLES" -> read.numbers(LOST_SAMPLES, text, "lost");
            case "SWITCH_CPU_WIDE" -> read.numbers(SWITCH, text, "next_prev_pid", "next_prev_tid");
            case "KSYMBOL" -> read.ksymbol(text);
            case "BPF_EVENT" -> read.numbers(BPF, text, "bpf_type", "flags", "id");
            case "TEXT_POKE" -> read.poke(text);
            case "READ" -> read.counter(text, more);
            case "TIME_CONV" -> read.settings(more, CLOCK);
            case "EVENT_UPDATE" ->
                read.settings(more, Map.of("id", "id", "unit", "unit", "scale", "scale", "name", "name"));
            case "ID_INDEX" -> read.list(ID, more, "id_index_entry", "id", "idx", "event_cpu", "event_tid");
            case "THREAD_MAP" ->
                read.list(THREADS, List.of(text.replaceFirst(" nr: \\d+", "")), "thread_map_entry", "pid");
            case "CPU_MAP" -> read.cpus(text);
            default -> {}
        }
        return read.columns;
    }

    private void put(String column, String text) {
        columns.put(column, number(text));
    }

    static long number(String text) {
        return text.startsWith("0x") ? Long.parseUnsignedLong(text.substring(2), 16) : parse(text);
    }

    private static long parse(String text) {
        return text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
    }

    private Matcher matched(Pattern pattern, String text) {
        Matcher match = pattern.matcher(text);
        columns.put("line", match.matches());
        return match;
    }

    private void numbers(Pattern pattern, String text, String... names) {
        Matcher match = matched(pattern, text);
        for (int i = 0; match.matches() && i < names.length && match.group(i + 1) != null; i++) {
            put(names[i], match.group(i + 1));
        }
    }

    private void mmap(String text) {
        numbers(MMAP, text, "pid", "tid", "addr", "len", "pgoff");
        Matcher match = MMAP.matcher(text);
        if (match.matches()) {
            columns.put("misc.mmap_data", match.group(6).equals("r"));
            columns.put("filename", match.group(7));
        }
    }

    private void mmap2(String text) {
        numbers(MMAP2, text, "pid", "tid", "addr", "len", "pgoff");
        Matcher match = MMAP2.matcher(text);
        if (!match.matches()) {
            return;
        }
        if (match.group(10) == null) {
            columns.put("maj", Long.parseLong(match.group(6), 16));
            columns.put("min", Long.parseLong(match.group(7), 16));
            put("ino", match.group(8));
            put("ino_generation", match.group(9));
        } else {
            columns.put("build_id", match.group(10));
        }
        String mode = match.group(11);
        long prot = (mode.charAt(0) == 'r' ? 1 : 0) | (mode.charAt(1) == 'w' ? 2 : 0) | (mode.charAt(2) == 'x' ? 4 : 0);
        columns.put("prot", prot);
        columns.put("flags.shared", mode.charAt(3) == 's');
        columns.put("filename", match.group(12));
    }

    private void comm(String text) {
        Matcher match = matched(COMM, text);
        if (match.matches()) {
            columns.put("misc.exec", match.group(1) != null);
            columns.put("comm", match.group(2));
            put("pid", match.group(3));
            put("tid", match.group(4));
        }
    }

    private void ksymbol(String text) {
        Matcher match = matched(KSYMBOL, text);
        if (match.matches()) {
            columns.put("addr", Long.parseUnsignedLong(match.group(1), 16));
            put("len", match.group(2));
            put("ksym_type", match.group(3));
            columns.put("flags", Long.parseLong(match.group(4), 16));
            columns.put("name", match.group(5));
        }
    }

    private void poke(String text) {
        Matcher match = matched(POKE, text);
        if (match.matches()) {
            columns.put("addr", Long.parseUnsignedLong(match.group(1), 16));
            put("old_len", match.group(2));
            put("new_len", match.group(3));
        }
    }

    /** One counter with its id and what was lost of it. */
    private void counter(String text, List<String> more) {
        numbers(COUNTER, text, "pid", "tid");
        Matcher match = COUNTER.matcher(text);
        if (match.matches()) {
            columns.put("read_value.value", List.of(number(match.group(3))));
        }
        for (String line : more) {
            Matcher setting = Pattern.compile("\\.\\.\\. (id|lost|time enabled|time running) +: (\\d+)")
                    .matcher(line);
            if (setting.matches()) {
                columns.put("read_value." + setting.group(1).replace(' ', '_'), List.of(number(setting.group(2))));
            }
        }
    }

    private void cgroup(String text) {
        Matcher match = matched(CGROUP, text);
        if (match.matches()) {
            put("id", match.group(1));
            columns.put("path", match.group(2));
        }
    }

    private void namespaces(String text, List<String> more) {
        numbers(NAMESPACES, text, "pid", "tid", "nr_namespaces");
        List<Object> kinds = new ArrayList<>();
        List<Object> devices = new ArrayList<>();
        List<Object> inodes = new ArrayList<>();
        Matcher match = NAMESPACE.matcher(String.join(" ", more));
        while (match.find()) {
            kinds.add(match.group(2));
            devices.add(number(match.group(3)));
            inodes.add(number(match.group(4)));
        }
        columns.put("namespace.kind", kinds);
        columns.put("namespace.dev", devices);
        columns.put("namespace.ino", inodes);
    }

    private void settings(List<String> more, Map<String, String> names) {
        for (String line : more) {
            Matcher match = SETTING.matcher(line);
            String name = match.matches() ? names.get(match.group(1)) : null;
            if (name != null) {
                String value = match.group(2);
                columns.put(name, value.matches("\\d+") ? (Object) number(value) : value);
            }
        }
    }

    private void list(Pattern pattern, List<String> lines, String table, String... names) {
        List<List<Object>> values = new ArrayList<>();
        for (String name : names) {
            List<Object> column = new ArrayList<>();
            values.add(column);
            columns.put(table + "." + name, column);
        }
        for (String line : lines) {
            Matcher match = pattern.matcher(line);
            for (int i = 0; match.matches() && i < names.length; i++) {
                values.get(i).add(number(match.group(i + 1)));
            }
        }
    }

    private void cpus(String text) {
        Matcher match = matched(CPUS, text);
        if (match.matches()) {
            List<Object> cpus = new ArrayList<>();
            for (long cpu = number(match.group(1)); cpu <= number(match.group(2)); cpu++) {
                cpus.add(cpu);
            }
            columns.put("cpu_map_entry.cpus", List.of(cpus));
        }
    }
}
