// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracefs;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the path of a raw file says: whose sub-buffers it holds.
 *
 * @param instance name of the instance, empty for the top one
 * @param snapshot whether they are of its snapshot buffer
 * @param cpu cpu, -1 for all of the buffer
 */
record RawName(String instance, boolean snapshot, int cpu) {
    static final Comparator<RawName> ORDER = Comparator.comparing(RawName::instance)
            .thenComparing(RawName::snapshot)
            .thenComparingInt(RawName::cpu);

    /** As in tracefs (Linux kernel/trace/trace.c, {@code tracing_init_tracefs_percpu()}). */
    private static final Pattern SAVED =
            Pattern.compile("(?:instances/([^/]+)/)?per_cpu/cpu([0-9]{1,5})/(trace_pipe|snapshot)_raw");

    /** Beside one another, as people save them; or as trace-cmd writes them while it records. */
    private static final Pattern LOOSE = Pattern.compile("(?:trace_pipe_raw|[^/]*\\.dat)\\.cpu([0-9]{1,5})");

    /** The name of a raw file; {@code null} when the path is of something else. */
    static @Nullable RawName of(String path) {
        Matcher loose = LOOSE.matcher(path);
        if (loose.matches()) {
            return new RawName("", false, Integer.parseInt(loose.group(1)));
        }
        Matcher saved = SAVED.matcher(path);
        if (!saved.matches()) {
            return null;
        }
        String buffer = saved.group(1) == null ? "" : saved.group(1);
        boolean snapshot = saved.group(3).equals("snapshot");
        return new RawName(buffer, snapshot, Integer.parseInt(saved.group(2)));
    }

    /** The buffer, without a cpu. */
    RawName ofBuffer() {
        return new RawName(instance, snapshot, -1);
    }

    /** What the buffer is called. */
    String bufferName() {
        return snapshot ? (instance + " snapshot").strip() : instance;
    }

    /** Where tracefs has the files of the instance. */
    String directory() {
        return instance.isEmpty() ? "" : "instances/" + instance + "/";
    }
}
