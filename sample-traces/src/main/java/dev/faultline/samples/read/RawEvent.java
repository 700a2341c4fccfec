// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An event's format text, split with regular expressions. */
public record RawEvent(
        String system, String name, int id, List<RawField> common, List<RawField> fields, String printFmt) {
    private static final Pattern NAME = Pattern.compile("(?m)^name: (.*)$");
    private static final Pattern ID = Pattern.compile("(?m)^ID: *(\\d+)");
    private static final Pattern FIELD = Pattern.compile(
            "field(?: special)?:(.*?)([A-Za-z_0-9]+)((?:\\[[^\\]]*\\])?);\\s*offset:(\\d+);\\s*size:(\\d+);(?:\\s*signed:(\\d);)?");
    /** Fixed id of blktrace records (kernel/trace/trace.h, TRACE_BLK). */
    public static final int BLKTRACE_ID = 13;

    private static final String BLKTRACE = """
            name: blktrace
            ID: 13
            format:
            field:unsigned short common_type; offset:0; size:2; signed:0;
            field:unsigned char common_flags; offset:2; size:1; signed:0;
            field:unsigned char common_preempt_count; offset:3; size:1; signed:0;
            field:int common_pid; offset:4; size:4; signed:1;

            field:u64 sector; offset:16; size:8; signed:0;
            field:u32 bytes; offset:24; size:4; signed:0;
            field:u32 action; offset:28; size:4; signed:0;
            field:u32 pid; offset:32; size:4; signed:0;
            field:u32 device; offset:36; size:4; signed:0;
            field:u32 cpu; offset:40; size:4; signed:0;
            field:u16 error; offset:44; size:2; signed:0;
            field:u16 pdu_len; offset:46; size:2; signed:0;
            field:void data; offset:48; size:0; signed:0;
            """;

    private static final String PRINT = "print fmt: ";

    /** Splits a {@code format} text of tracefs. */
    public static RawEvent parse(String system, String text) {
        Matcher name = NAME.matcher(text);
        Matcher id = ID.matcher(text);
        if (!name.find() || !id.find()) {
            throw new IllegalArgumentException("no name or ID in a format of " + system + ": " + text);
        }
        int print = text.indexOf(PRINT);
        List<List<RawField>> blocks = new ArrayList<>(List.of(new ArrayList<>(), new ArrayList<>()));
        boolean own = false;
        String head = print < 0 ? text : text.substring(0, print);
        for (String line :
                head.substring(head.indexOf("format:") + 7).stripLeading().split("\n", -1)) {
            Matcher field = FIELD.matcher(line);
            if (field.find()) {
                blocks.get(own ? 1 : 0).add(field(field));
            } else if (line.isBlank()) {
                own = true;
            }
        }
        String fmt = print < 0 ? "" : text.substring(print + PRINT.length()).stripTrailing();
        return new RawEvent(
                system, name.group(1).strip(), Integer.parseInt(id.group(1)), blocks.get(0), blocks.get(1), fmt);
    }

    private static RawField field(Matcher field) {
        String type = field.group(1).strip() + field.group(3);
        int offset = Integer.parseInt(field.group(4));
        int size = Integer.parseInt(field.group(5));
        return new RawField(type, field.group(2), offset, size, "1".equals(field.group(6)));
    }

    /** struct blk_io_trace (include/uapi/linux/blktrace_api.h) with the record's header over its first 8 bytes. */
    static RawEvent blktrace() {
        return parse("ftrace", BLKTRACE);
    }

    /**
     * Whether the field is a kernel stack: declared with 8 entries, recorded with as many as the field {@code size} says
     * (kernel/trace/trace.c __ftrace_trace_stack()). report -R prints the declared 8 whatever the size.
     */
    public boolean stack(RawField field) {
        return system.equals("ftrace")
                && name.equals("kernel_stack")
                && field.name().equals("caller");
    }

    /** The event's own field of that name. */
    public RawField field(String field) {
        return fields.stream().filter(f -> f.name().equals(field)).findFirst().orElseThrow();
    }

    /** A field of that name, the event's own or a common one. */
    public Optional<RawField> find(String field) {
        for (RawField own : fields) {
            if (own.name().equals(field)) {
                return Optional.of(own);
            }
        }
        for (RawField shared : common) {
            if (shared.name().equals(field)) {
                return Optional.of(shared);
            }
        }
        return Optional.empty();
    }

    /** The common field of that name. */
    public RawField commonField(String field) {
        return common.stream().filter(f -> f.name().equals(field)).findFirst().orElseThrow();
    }
}
