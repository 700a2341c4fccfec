// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.capture.Buffer;
import dev.faultline.parsers.capture.CaptureInfo;
import dev.faultline.parsers.capture.ClockUnit;
import dev.faultline.parsers.schema.HeaderPage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From header and features to what a capture says about itself. */
final class PerfFacts {
    private PerfFacts() {}

    static CaptureInfo of(PerfContents contents) {
        Path path = contents.file.path();
        Path directory = contents.directory;
        String version = contents.feature(Feature.VERSION);
        HeaderPage page = contents.headerPage;
        Map<String, String> details = new LinkedHashMap<>();
        details.put("mode", directory != null ? "directory" : contents.header.pipe() ? "pipe" : "file");
        if (contents.file.packed()) {
            details.put("packed", "the file was packed as a whole; offsets count in the unpacked file");
        }
        if (!contents.header.pipe()) {
            Section data = contents.header.data();
            details.put("data offset", Long.toString(data.offset()));
            details.put("data size", Long.toString(data.size()));
            details.put("feat offset", Long.toString(data.end()));
        }
        details.putAll(contents.details);
        return new CaptureInfo(
                directory == null ? path : directory,
                "perf.data",
                Integer.toString(contents.header.version()),
                contents.header.order(),
                page == null ? longSize(contents.feature(Feature.ARCH)) : page.longSize(),
                contents.pageSize,
                contents.feature(Feature.OSRELEASE),
                contents.feature(Feature.ARCH),
                contents.feature(Feature.HOSTNAME),
                clock(contents),
                ClockUnit.NS,
                contents.feature(Feature.CMDLINE),
                version == null ? null : "perf " + version,
                Collections.unmodifiableMap(details));
    }

    private static int longSize(@Nullable String machine) {
        return machine == null ? 0 : machine.contains("64") || machine.equals("s390x") ? 8 : 4;
    }

    private static String clock(PerfContents contents) {
        for (PerfAttr attr : contents.events.attrs()) {
            if (attr.flag(PerfAttr.USE_CLOCKID)) {
                return ClockName.of(attr.clockId());
            }
        }
        return ClockName.DEFAULT;
    }

    static List<Buffer> buffers(PerfContents contents, CaptureInfo info) {
        List<Integer> cpus = new ArrayList<>();
        for (int cpu = 0; cpu < contents.cpus; cpu++) {
            cpus.add(cpu);
        }
        return List.of(new Buffer(0, "", info.clock(), 0, cpus));
    }
}
