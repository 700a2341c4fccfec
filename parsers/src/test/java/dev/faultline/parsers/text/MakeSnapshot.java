// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.schema.EventSchema;
import dev.faultline.parsers.schema.Field;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * Makes a schema snapshot of a kernel from captures recorded on it: {@code MakeSnapshot OUT.gz CAPTURE...}. Events that
 * were defined at run time (probes, synthetic events) are left out: they are not the kernel's.
 */
final class MakeSnapshot {
    private MakeSnapshot() {}

    public static void main(String[] args) throws IOException {
        TreeMap<String, EventSchema> events = new TreeMap<>();
        for (int i = 1; i < args.length; i++) {
            try (Capture capture = CaptureFormats.open(Path.of(args[i]))) {
                for (EventSchema schema : capture.schemas()) {
                    if (schema.id() >= 0 && builtIn(schema)) {
                        events.putIfAbsent(schema.qualifiedName(), schema);
                    }
                }
            }
        }
        try (Writer out = new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(Path.of(args[0]))), StandardCharsets.UTF_8)) {
            for (EventSchema schema : events.values()) {
                out.write(text(schema));
            }
        }
    }

    private static boolean builtIn(EventSchema schema) {
        boolean probe = schema.field("__probe_ip") != null
                || schema.field("__probe_func") != null
                || schema.field("__probe_ret_ip") != null;
        boolean dynamic = schema.system().equals("synthetic") || schema.system().startsWith("perf");
        return !probe && !dynamic && schema.field("common_pid") != null;
    }

    private static String text(EventSchema schema) {
        StringBuilder text = new StringBuilder("system: ").append(schema.system());
        text.append("\nname: ")
                .append(schema.name())
                .append("\nID: ")
                .append(schema.id())
                .append("\nformat:\n");
        schema.commonFields().forEach(field -> text.append(line(field)));
        text.append('\n');
        schema.fields().forEach(field -> text.append(line(field)));
        return text.append("\nprint fmt: ")
                .append(schema.printFmt())
                .append('\n')
                .toString();
    }

    private static String line(Field field) {
        return "\tfield:" + field.type() + " " + field.name() + ";\toffset:" + field.offset() + ";\tsize:"
                + field.size() + ";\tsigned:" + (field.signed() ? 1 : 0) + ";\n";
    }
}
