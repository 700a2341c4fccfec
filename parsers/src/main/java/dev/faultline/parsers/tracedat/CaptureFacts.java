// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracedat;

import dev.faultline.parsers.capture.Buffer;
import dev.faultline.parsers.capture.CaptureInfo;
import dev.faultline.parsers.capture.CpuStats;
import dev.faultline.parsers.capture.IssueKind;
import dev.faultline.parsers.metadata.SavedTables;
import dev.faultline.parsers.schema.HeaderPage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From options to what a capture says about itself. */
final class CaptureFacts {
    private static final String BUFFER_MARK = "Buffer:";

    private CaptureFacts() {}

    static CaptureInfo of(Contents contents, List<Buffer> buffers) {
        TraceDatHeader header = contents.header;
        OptionValues options = contents.options;
        HeaderPage page = contents.headerPage;
        String clock = buffers.isEmpty() ? options.clock : buffers.get(0).clock();
        clock = clock == null ? options.clock : clock;
        Map<String, String> details = new LinkedHashMap<>();
        if (!header.compressionName().isEmpty()) {
            details.put("compression", header.compressionName());
        }
        if (contents.file.packed()) {
            details.put("packed", "the file was packed as a whole; offsets count in the unpacked file");
        }
        details.putAll(options.details);
        return new CaptureInfo(
                contents.file.path(),
                "trace.dat",
                Integer.toString(header.version()),
                header.order(),
                page == null ? 0 : page.longSize(),
                header.pageSize(),
                word(options.uname, 2),
                word(options.uname, 3),
                word(options.uname, 1),
                clock,
                ClockMap.unit(clock, options),
                null,
                options.version == null ? null : "trace-cmd " + options.version,
                Collections.unmodifiableMap(details));
    }

    /** Word {@code n} of {@code sysname nodename release machine}. */
    private static @Nullable String word(@Nullable String uname, int n) {
        String[] words = uname == null ? new String[0] : uname.split("\\s+");
        return words.length > n ? words[n] : null;
    }

    /**
     * One set of lines per cpu; a text {@code Buffer: name} says whose cpus follow (trace-cmd tracecmd/trace-record.c,
     * {@code add_buffer_stat()}).
     */
    static List<CpuStats> cpuStats(Contents contents, List<Buffer> buffers) {
        List<CpuStats> stats = new ArrayList<>();
        int buffer = 0;
        for (String text : contents.options.cpuStats) {
            if (text.startsWith(BUFFER_MARK)) {
                buffer = id(buffers, text.substring(BUFFER_MARK.length()).strip());
                continue;
            }
            Map<String, String> values = SavedTables.stats(text);
            String cpu = values.getOrDefault("CPU", "");
            if (cpu.isEmpty() || cpu.length() > 5 || !cpu.chars().allMatch(c -> c >= '0' && c <= '9')) {
                contents.issues.add(IssueKind.BAD_TABLE_LINE, 0, () -> "cpu stats without a cpu number");
                continue;
            }
            values.remove("CPU");
            stats.add(new CpuStats(Integer.parseInt(cpu), buffer, Collections.unmodifiableMap(values)));
        }
        return List.copyOf(stats);
    }

    private static int id(List<Buffer> buffers, String name) {
        for (Buffer buffer : buffers) {
            if (buffer.name().equals(name)) {
                return buffer.id();
            }
        }
        return 0;
    }
}
