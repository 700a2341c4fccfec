// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.schema.GivenFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which part of the capture a command looks at. All commands that read captures have these options. */
final class SelectionOptions {
    @Option(
            names = "--from",
            paramLabel = "TS",
            order = 100,
            description = "Only from this time on: nanoseconds as in column ts, seconds with a point as trace-cmd "
                    + "prints them (812.034561), or a number with its unit (5ms).")
    private @Nullable String from;

    @Option(names = "--to-time", paramLabel = "TS", order = 101, description = "Only up to and with this time.")
    private @Nullable String to;

    @Option(
            names = "--around",
            paramLabel = "TS±D",
            order = 102,
            description = "Only this long before and after a time: 812.034561±5ms (or +- for ±).")
    private @Nullable String around;

    @Option(names = "--cpu", paramLabel = "LIST", order = 103, description = "Only these cpus: 0 or 0,2-3.")
    private @Nullable String cpus;

    @Option(
            names = "--tid",
            paramLabel = "LIST",
            order = 104,
            description = "Only what these threads recorded (common_pid): 611 or 611,613.")
    private @Nullable String tids;

    @Option(
            names = "--events",
            paramLabel = "GLOB",
            order = 105,
            description = "Only events of this name, written system.event with * and ?: 'writeback.*', "
                    + "'*page_mkwrite*'. May be repeated. A question that needs an event left out is refused.")
    private List<String> events = new ArrayList<>();

    @Option(
            names = "--strict",
            order = 106,
            description = "Refuse a damaged capture (exit 4) instead of reading what is left of it with a warning.")
    private boolean strict;

    @Option(
            names = "--max-unparsed",
            paramLabel = "PERCENT",
            defaultValue = "1",
            order = 107,
            description =
                    "A text of which more lines than this cannot be read as events is refused (exit 4; default: ${DEFAULT-VALUE}).")
    private double maxUnparsed;

    @Option(
            names = "--lenient",
            order = 108,
            description = "Take a text however little of it can be read; the lines are in ftrace.unparsed.")
    private boolean lenient;

    @Option(
            names = "--one-clock",
            order = 109,
            description =
                    "Several captures of one run: put the times of all on the clock of the first that counts nanoseconds. "
                            + "Captures whose clocks cannot be related are refused with the reason (exit 2). Table capture has the "
                            + "error bound.")
    private boolean oneClock;

    @Option(
            names = "--schema",
            paramLabel = "FILE|DIR",
            order = 110,
            description =
                    "Formats to read a text with: a saved events directory, an archive of one, or a trace.dat or perf.data "
                            + "of the same kernel. Default: formats beside the text, else those of the kernel that it names; "
                            + "'inspect' says which.")
    private @Nullable Path schema;

    /** Formats for texts, {@code null} for what is found. */
    @Nullable
    GivenFormats formats() throws IOException {
        Path path = schema;
        if (path != null && !Files.exists(path)) {
            throw new UsageException("--schema " + path + ": there is no such file or directory");
        }
        return path == null ? null : CaptureFormats.formats(path);
    }

    /** Whether times of all captures are put on one clock. */
    boolean oneClock() {
        return oneClock;
    }

    /** The share of a text's lines, in percent, that may be unreadable. */
    double maxUnparsed() {
        return lenient ? 100 : maxUnparsed;
    }

    TimeWindow window() {
        return TimeWindow.of(from, to, around);
    }

    /** The cpus asked for, {@code null} for all. */
    @Nullable
    Set<Integer> cpus() {
        return cpus == null ? null : NumberSet.parse("--cpu", cpus);
    }

    /** The threads asked for, {@code null} for all. */
    @Nullable
    Set<Integer> tids() {
        return tids == null ? null : NumberSet.parse("--tid", tids);
    }

    /** Globs over {@code system.event}; empty for all events. */
    List<String> events() {
        return List.copyOf(events);
    }

    boolean strict() {
        return strict;
    }

    /** Whether anything is left out. */
    boolean narrows() {
        return from != null || to != null || around != null || cpus != null || tids != null || !events.isEmpty();
    }
}
