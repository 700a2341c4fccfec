// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything of a trace.dat but its records. Start with {@link #of}, chain, hand it to {@link TraceDatWriter}. */
public final class TraceDatSpec {
    final Machine machine;
    int version = 7;
    Compression compression = Compression.NONE;
    int userLongSize;
    int subBufferSize = 4096;
    int pageSize;
    int cpus = 1;

    @Nullable
    String clock = "local";

    boolean clockOption = true;
    boolean withTop = true;
    boolean overwriteField = true;
    boolean aligned64;

    @Nullable
    String topText;

    long @Nullable [] planned;

    String kallsyms = "";
    String printk = "";
    String cmdlines = "";
    final List<EventFormat> events = new ArrayList<>();
    final List<BufferSpec> instances = new ArrayList<>();
    final List<TraceDatOption> options = new ArrayList<>();
    final Map<String, byte[]> verbatim = new LinkedHashMap<>();
    final Map<Integer, byte[]> fileSections = new LinkedHashMap<>();

    private TraceDatSpec(Machine machine) {
        this.machine = machine;
        this.userLongSize = machine.longSize();
    }

    /** A version 7 file, uncompressed, one cpu, sub-buffers of 4096 bytes, clock {@code local}. */
    public static TraceDatSpec of(Machine machine) {
        return new TraceDatSpec(machine);
    }

    /** 6 or 7. */
    public TraceDatSpec version(int number) {
        version = number;
        return this;
    }

    /** Version 7 only. */
    public TraceDatSpec compression(Compression algorithm) {
        compression = algorithm;
        return this;
    }

    /** The recorder's own {@code long}, which says nothing about the kernel's. */
    public TraceDatSpec userLongSize(int bytes) {
        userLongSize = bytes;
        return this;
    }

    /** Sub-buffer size of the top buffer; in version 6 also what the file header calls the page size. */
    public TraceDatSpec subBufferSize(int bytes) {
        subBufferSize = bytes;
        return this;
    }

    /** Page size of the machine: version 7 states it apart from the sub-buffers' sizes, and defaults to the top one. */
    public TraceDatSpec pageSize(int bytes) {
        pageSize = bytes;
        return this;
    }

    public TraceDatSpec cpus(int count) {
        cpus = count;
        return this;
    }

    /**
     * Trace clock of the top buffer: its name, or in version 6 the line of {@code trace_clock} with brackets around the
     * selected one; {@code null} leaves it unsaid in version 6.
     */
    public TraceDatSpec clock(@Nullable String name) {
        clock = name;
        return this;
    }

    /** No TRACECLOCK option, as trace-cmd leaves it out when the buffer is saved as text. Version 7 only. */
    public TraceDatSpec withoutClockOption() {
        clockOption = false;
        return this;
    }

    /** The top buffer has no data and, in version 7, no option. */
    public TraceDatSpec withoutTop() {
        withTop = false;
        return this;
    }

    /** The top buffer is {@code trace} text in latency format. */
    public TraceDatSpec topText(String text) {
        topText = text;
        return this;
    }

    /**
     * How many sub-buffers each cpu of the top buffer will have. Then every cpu is written where it ends up, whatever the
     * order, and no byte twice. Uncompressed only; {@link SubBufferCounter} counts them.
     */
    public TraceDatSpec planned(long... subBuffersOfCpu) {
        planned = subBuffersOfCpu.clone();
        return this;
    }

    public TraceDatSpec instance(BufferSpec buffer) {
        instances.add(buffer);
        return this;
    }

    /** An instance with the top buffer's cpus, clock and sub-buffer size. */
    public TraceDatSpec instance(String name) {
        return instance(new BufferSpec(name, clock == null ? "local" : clock, subBufferSize, cpus, null));
    }

    public TraceDatSpec event(EventFormat... formats) {
        events.addAll(List.of(formats));
        return this;
    }

    public TraceDatSpec events(List<EventFormat> formats) {
        events.addAll(formats);
        return this;
    }

    public TraceDatSpec kallsyms(String text) {
        kallsyms = text;
        return this;
    }

    public TraceDatSpec printk(String text) {
        printk = text;
        return this;
    }

    public TraceDatSpec cmdlines(String text) {
        cmdlines = text;
        return this;
    }

    /**
     * A part of the metadata byte for byte, instead of what this class would make of formats and texts.
     *
     * @param part its name in {@link TraceDatWriter#places}: {@code headers}, {@code ftrace events},
     *     {@code events format}, {@code kallsyms}, {@code printk} or {@code command lines}
     */
    public TraceDatSpec verbatim(String part, byte[] content) {
        verbatim.put(part, content);
        return this;
    }

    public TraceDatSpec option(TraceDatOption option) {
        options.add(option);
        return this;
    }

    /** A section that is a file's bytes: 23 BTF, 25 modules. Version 7 only. */
    public TraceDatSpec fileSection(int id, byte[] content) {
        fileSections.put(id, content);
        return this;
    }

    /** The header page of kernels before 3.x has no {@code overwrite} field. */
    public TraceDatSpec withoutOverwriteField() {
        overwriteField = false;
        return this;
    }

    int statedPageSize() {
        return pageSize == 0 ? subBufferSize : pageSize;
    }

    /** The kernel aligns 64-bit values in its ring buffer, as {@link SubBufferWriter} describes. */
    public TraceDatSpec aligned64() {
        aligned64 = true;
        return this;
    }

    BufferSpec topBuffer() {
        return new BufferSpec("", clock == null ? "local" : clock, subBufferSize, cpus, topText);
    }

    void check() {
        if (version != 6 && version != 7) {
            throw new IllegalArgumentException("version " + version + " is not 6 or 7");
        }
        if (version == 6 && (compression != Compression.NONE || !fileSections.isEmpty())) {
            throw new IllegalArgumentException("version 6 has neither compression nor sections");
        }
        if (planned != null && (compression != Compression.NONE || planned.length != cpus)) {
            throw new IllegalArgumentException(
                    "only sub-buffers that are not compressed can be planned, and of every cpu");
        }
        if (aligned64 && machine.longSize() != 8) {
            throw new IllegalArgumentException("only 64-bit kernels align their ring buffer so");
        }
        if (version == 6 && statedPageSize() != subBufferSize) {
            throw new IllegalArgumentException("version 6 has one number for page size and sub-buffer size");
        }
        for (BufferSpec buffer : instances) {
            if (version == 6 && buffer.subBufferSize() != subBufferSize) {
                throw new IllegalArgumentException("version 6 has one sub-buffer size, not also that of " + buffer);
            }
        }
    }
}
