// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.read;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The strictly sequential body of version 6 (formats.md B.1.2). */
final class RawVersion6 {
    private static final int BUFFER = 3;
    private static final int TRACE_CLOCK = 4;
    private static final int CPU_COUNT = 8;

    private final RawTraceDat dat;
    private final Bytes in;
    private final Map<String, Long> instances = new LinkedHashMap<>();
    private final Map<String, Integer> instanceCpus = new LinkedHashMap<>();
    private int cpus;
    private boolean clocks;

    RawVersion6(RawTraceDat dat, Bytes in) {
        this.dat = dat;
        this.in = in;
    }

    void read() {
        dat.headerInfo(in);
        dat.ftraceEvents(in);
        dat.eventFormats(in);
        dat.sized("kallsyms", in, 4);
        dat.sized("printk", in, 4);
        dat.sized("command lines", in, 8);
        cpus = (int) in.u32();
        String tag = in.text(10);
        if (tag.startsWith("options")) {
            options();
            tag = in.text(10);
        }
        dat.cpus(cpus);
        buffer("", tag, cpus);
        instances.forEach((name, offset) -> {
            in.seek(offset);
            buffer(name, in.text(10), instanceCpus.getOrDefault(name, cpus));
        });
    }

    private void options() {
        String last = "";
        for (int id = in.u16(); id != 0; id = in.u16()) {
            byte[] data = in.take(in.u32());
            Bytes option = new Bytes(data, dat.order());
            if (id == BUFFER) {
                long offset = option.u64();
                last = option.name();
                instances.put(last, offset);
            } else if (id == CPU_COUNT && last.isEmpty()) {
                cpus = (int) option.u32();
            } else if (id == CPU_COUNT) {
                instanceCpus.put(last, (int) option.u32());
            } else if (id == TRACE_CLOCK) {
                clocks = true;
            } else {
                dat.option(id, data);
            }
        }
    }

    private void buffer(String name, String tag, int count) {
        if (tag.startsWith("latency")) {
            dat.buffer(new RawBuffer(name, null, dat.pageSize(), count, Map.of(), in.rest()));
            return;
        } else if (!tag.startsWith("flyrecord")) {
            throw new IllegalArgumentException("tag " + tag);
        }
        Map<Integer, byte[]> pages = new LinkedHashMap<>();
        for (int cpu = 0; cpu < count; cpu++) {
            long offset = in.u64();
            long size = in.u64();
            int back = in.at();
            if (size > 0) {
                pages.put(cpu, in.seek(offset).take(size));
            }
            in.seek(back);
        }
        dat.buffer(new RawBuffer(name, clock(), dat.pageSize(), count, pages, null));
    }

    private @Nullable String clock() {
        return clocks ? in.text(in.u64()).replace("\0", "").strip() : null;
    }
}
