// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import dev.faultline.samples.read.RawBuffer;
import dev.faultline.samples.read.RawOption;
import dev.faultline.samples.read.RawTraceDat;
import dev.faultline.samples.write.BufferSpec;
import dev.faultline.samples.write.Compression;
import dev.faultline.samples.write.Machine;
import dev.faultline.samples.write.TraceDatOption;
import dev.faultline.samples.write.TraceDatSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the copy of a trace.dat keeps besides records: metadata and options byte for byte, buffers with their clocks
 * and sizes. Compressed data are compressed anew, and sections may lie elsewhere.
 */
final class Copy {
    private static final int CPU_STAT = 2;
    private static final int TRACE_CLOCK = 4;
    private static final Pattern CPU_LINE = Pattern.compile("CPU: (\\d+)");

    private final RawTraceDat dat;
    private final Mutation mutation;
    private final int cpus;

    Copy(RawTraceDat dat, Mutation mutation) {
        this.dat = dat;
        this.mutation = mutation;
        if (dat.dataOffset() != 8 + dat.longSize()) {
            throw new IllegalArgumentException("sub-buffers whose records begin at byte " + dat.dataOffset()
                    + " cannot be written: no kernel since 3.0 has them");
        }
        int used = dat.buffers().stream().mapToInt(RawBuffer::cpuCount).max().orElse(0);
        this.cpus = Math.max(1, Math.max(dat.cpus(), used));
    }

    TraceDatSpec spec() {
        TraceDatSpec spec = TraceDatSpec.of(new Machine(dat.order(), dat.longSize()))
                .version(dat.version())
                .compression(Compression.valueOf(dat.compression().toUpperCase(Locale.ROOT)))
                .userLongSize(dat.userLongSize())
                .pageSize(dat.pageSize())
                .subBufferSize(dat.pageSize())
                .cpus(cpus);
        dat.parts().forEach(spec::verbatim);
        dat.files().forEach(spec::fileSection);
        dat.options().forEach(option -> spec.option(TraceDatOption.of(option.id(), data(option))));
        if (dat.options().stream().noneMatch(option -> option.id() == TRACE_CLOCK)) {
            spec.withoutClockOption();
        }
        top().ifPresentOrElse(top -> topBuffer(spec, top), spec::withoutTop);
        instances().forEach(instance -> spec.instance(buffer(instance)));
        if (!mutation.newBuffer().isEmpty()) {
            spec.instance(mutation.newBuffer());
        }
        return spec;
    }

    /** Buffers to be written, the top one first; those saved as text are not among them. */
    List<String> buffers() {
        List<String> names = new ArrayList<>();
        top().filter(top -> top.text() == null).ifPresent(top -> names.add(""));
        instances().stream()
                .filter(instance -> instance.text() == null)
                .forEach(instance -> names.add(instance.name()));
        if (!mutation.newBuffer().isEmpty()) {
            names.add(mutation.newBuffer());
        }
        return names;
    }

    private Optional<RawBuffer> top() {
        return dat.buffers().stream().filter(buffer -> buffer.name().isEmpty()).findFirst();
    }

    private List<RawBuffer> instances() {
        return dat.buffers().stream().filter(buffer -> !buffer.name().isEmpty()).toList();
    }

    private static void topBuffer(TraceDatSpec spec, RawBuffer top) {
        spec.clock(top.clock()).subBufferSize(top.pageSize());
        if (top.text() != null) {
            spec.topText(top.text());
        }
    }

    private BufferSpec buffer(RawBuffer instance) {
        String clock = instance.clock() == null ? "" : instance.clock();
        int count = dat.version() == 6 ? instance.cpuCount() : cpus;
        return new BufferSpec(instance.name(), clock, instance.pageSize(), count, instance.text());
    }

    /** An option's bytes; those of a cpu's statistics name the cpu. */
    private byte[] data(RawOption option) {
        if (option.id() != CPU_STAT) {
            return option.data();
        }
        String text = new String(option.data(), StandardCharsets.ISO_8859_1);
        return CPU_LINE.matcher(text)
                .replaceFirst(found -> "CPU: " + mutation.cpu(Integer.parseInt(found.group(1))))
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
