// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rows of {@code perf.event} in the words of {@code perf evlist -v} and {@code perf script --header}. */
final class AttrText {
    private static final String[] SAMPLE = {
        "IP",
        "TID",
        "TIME",
        "ADDR",
        "READ",
        "CALLCHAIN",
        "ID",
        "CPU",
        "PERIOD",
        "STREAM_ID",
        "RAW",
        "BRANCH_STACK",
        "REGS_USER",
        "STACK_USER",
        "WEIGHT",
        "DATA_SRC",
        "IDENTIFIER",
        "TRANSACTION",
        "REGS_INTR",
        "PHYS_ADDR",
        "AUX",
        "CGROUP",
        "DATA_PAGE_SIZE",
        "CODE_PAGE_SIZE",
        "WEIGHT_STRUCT"
    };
    /** perf prints the bits in another order than that of their numbers. */
    private static final List<String> SAMPLE_ORDER = List.of(
            "IP",
            "TID",
            "TIME",
            "ADDR",
            "READ",
            "CALLCHAIN",
            "ID",
            "CPU",
            "PERIOD",
            "STREAM_ID",
            "RAW",
            "BRANCH_STACK",
            "REGS_USER",
            "STACK_USER",
            "IDENTIFIER",
            "REGS_INTR",
            "DATA_SRC",
            "WEIGHT",
            "PHYS_ADDR",
            "AUX",
            "CGROUP",
            "DATA_PAGE_SIZE",
            "CODE_PAGE_SIZE",
            "WEIGHT_STRUCT");

    private static final String[] READ = {"TOTAL_TIME_ENABLED", "TOTAL_TIME_RUNNING", "ID", "GROUP", "LOST"};
    private static final String[] FLAGS = {
        "disabled",
        "inherit",
        "pinned",
        "exclusive",
        "exclude_user",
        "exclude_kernel",
        "exclude_hv",
        "exclude_idle",
        "mmap",
        "comm",
        "freq",
        "inherit_stat",
        "enable_on_exec",
        "task",
        "watermark",
        "precise_ip",
        "",
        "mmap_data",
        "sample_id_all",
        "exclude_host",
        "exclude_guest",
        "exclude_callchain_kernel",
        "exclude_callchain_user",
        "mmap2",
        "comm_exec",
        "use_clockid",
        "context_switch",
        "write_backward",
        "namespaces",
        "ksymbol",
        "bpf_event",
        "aux_output",
        "cgroup",
        "text_poke",
        "build_id",
        "inherit_thread",
        "remove_on_exec",
        "sigtrap"
    };
    private static final String[][] LAST = {
        {"wakeup_events", "{ wakeup_events, wakeup_watermark }"},
        {"bp_type", "bp_type"},
        {"config1", "{ bp_addr, config1 }"},
        {"config2", "{ bp_len, config2 }"},
        {"sample_regs_user", "sample_regs_user"},
        {"sample_stack_user", "sample_stack_user"},
        {"clockid", "clockid"},
        {"sample_regs_intr", "sample_regs_intr"},
        {"aux_watermark", "aux_watermark"},
        {"sample_max_stack", "sample_max_stack"},
        {"aux_sample_size", "aux_sample_size"},
        {"sig_data", "sig_data"}
    };

    private final Map<String, Object> row;
    private final List<String> parts = new ArrayList<>();
    private final String is;

    private AttrText(Map<String, Object> row, String is) {
        this.row = row;
        this.is = is;
    }

    /** A line of {@code perf evlist -v}, without the explanations that newer releases put in brackets. */
    static String evlist(Map<String, Object> event) {
        return event.get("name") + ": " + String.join(", ", new AttrText(event, ": ").attr());
    }

    /** A line of {@code perf script --header}. */
    static String header(Map<String, Object> event) {
        List<String> ids = ((List<?>) event.get("ids"))
                .stream().map(id -> Long.toUnsignedString((Long) id)).toList();
        String list = ids.isEmpty() ? "" : ", id = { " + String.join(", ", ids) + " }";
        List<String> attr = new AttrText(event, " = ").attr();
        return "event : name = " + event.get("name") + ", " + list + ", " + String.join(", ", attr);
    }

    private List<String> attr() {
        number("type", "type");
        number("attr_size", "size");
        hex("config", "config");
        number("sample_period", "{ sample_period, sample_freq }");
        sampleType();
        long read = number("read_format");
        List<String> readBits = new ArrayList<>();
        for (int i = 0; i < READ.length; i++) {
            if ((read >>> i & 1) != 0) {
                readBits.add(READ[i]);
            }
        }
        put("read_format", String.join("|", readBits));
        flags();
        for (String[] field : LAST) {
            if (field[0].startsWith("config") || field[0].contains("regs")) {
                hex(field[0], field[1]);
            } else {
                number(field[0], field[1]);
            }
        }
        return parts;
    }

    private void sampleType() {
        long type = number("sample_type");
        List<String> bits = new ArrayList<>();
        for (String name : SAMPLE_ORDER) {
            if ((type >>> List.of(SAMPLE).indexOf(name) & 1) != 0) {
                bits.add(name);
            }
        }
        put("sample_type", String.join("|", bits));
    }

    private void flags() {
        long flags = number("flags");
        for (int i = 0; i < FLAGS.length; i++) {
            boolean wide = FLAGS[i].equals("precise_ip");
            long value = flags >>> i & (wide ? 3 : 1);
            put(FLAGS[i], value == 0 || FLAGS[i].isEmpty() ? "" : Long.toString(value));
        }
    }

    private long number(String column) {
        return row.get(column) instanceof Long value ? value : 0;
    }

    private void number(String column, String name) {
        put(name, number(column) == 0 ? "" : Long.toUnsignedString(number(column)));
    }

    private void hex(String column, String name) {
        put(name, number(column) == 0 ? "" : "0x" + Long.toHexString(number(column)));
    }

    /** perf leaves out what is 0. */
    private void put(String name, String value) {
        if (!value.isEmpty()) {
            parts.add(name + is + value);
        }
    }
}
