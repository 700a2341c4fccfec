// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import dev.faultline.samples.write.EventFormat;
import dev.faultline.samples.write.EventFormatBuilder;
import dev.faultline.samples.write.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The event formats of a kernel, read from a resource: what tracefs shows as {@code format}, a {@code system:} line above
 * each, and without the four common fields, which are the same everywhere.
 */
final class KernelFormats {
    private static final Pattern FIELD =
            Pattern.compile("\\tfield:(.*?)(\\w+)(\\[(\\d*)])?;\\toffset:(\\d+);\\tsize:(\\d+);\\tsigned:([01]);");

    private final Map<String, EventFormat> events = new LinkedHashMap<>();
    private final Kernel kernel;

    KernelFormats(Kernel kernel) {
        this.kernel = kernel;
        for (String block : text(kernel.formats()).split("system: ")) {
            if (!block.isBlank()) {
                EventFormat format = parse(block);
                if (kernel.lockdep() || !format.system().equals("lock")) {
                    events.put(format.system() + ":" + format.name(), format);
                }
            }
        }
    }

    /** The event, or null: this kernel has none of that name. */
    @Nullable
    EventFormat find(String system, String name) {
        return events.get(system + ":" + name);
    }

    Kernel kernel() {
        return kernel;
    }

    List<EventFormat> all() {
        return new ArrayList<>(events.values());
    }

    private static EventFormat parse(String block) {
        String[] lines = block.split("\n");
        String name = lines[1].substring("name: ".length());
        int id = Integer.parseInt(lines[2].substring("ID: ".length()));
        EventFormatBuilder builder =
                EventFormat.builder(Machine.LE64, lines[0].strip(), name, id).packed();
        for (String line : lines) {
            Matcher field = FIELD.matcher(line);
            if (field.matches()) {
                add(builder, field);
            } else if (line.startsWith("print fmt: ")) {
                builder.printFmt(line.substring("print fmt: ".length()));
            }
        }
        return builder.build();
    }

    private static void add(EventFormatBuilder builder, Matcher field) {
        String type = field.group(1).strip();
        String name = field.group(2);
        int size = Integer.parseInt(field.group(6));
        builder.at(Integer.parseInt(field.group(5)));
        if (type.startsWith("__data_loc")) {
            builder.dataLoc(
                    type.substring("__data_loc".length()).replace("[]", "").strip(), name);
        } else if (field.group(4) != null && type.equals("char")) {
            builder.array(type, name, size);
        } else {
            String suffix = field.group(3) == null ? name : name + field.group(3);
            builder.field(type, suffix, size, field.group(7).equals("1"));
        }
    }

    private static String text(String version) {
        String resource = "formats-" + version + ".txt";
        try (InputStream in = KernelFormats.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the program is incomplete: no resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return events.size() + " events of kernel " + kernel;
    }
}
