// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.recipe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who records. */
public enum RecordingTool {
    TRACE_CMD("trace-cmd") {
        @Override
        List<String> record(Recipe recipe) {
            List<String> lines = new ArrayList<>();
            lines.add("trace-cmd record -C mono -b 65536 -o trace.dat \\");
            recipe.events().forEach(event -> lines.add("  -e '" + event + "' \\"));
            lines.add("  -- COMMAND");
            return lines;
        }
    },
    PERF("perf") {
        @Override
        List<String> record(Recipe recipe) {
            List<String> lines = new ArrayList<>();
            lines.add("perf record -a -k CLOCK_MONOTONIC -d -c 1 -m 4M -o perf.data \\");
            recipe.events().forEach(event -> lines.add("  -e '" + event + "' \\"));
            lines.add("  -- COMMAND");
            return lines;
        }
    },
    TRACEFS("tracefs") {
        @Override
        List<String> record(Recipe recipe) {
            List<String> lines = new ArrayList<>(List.of(
                    "echo 0 > $T/tracing_on",
                    "echo mono > $T/trace_clock",
                    "echo 65536 > $T/buffer_size_kb",
                    "echo > $T/set_event"));
            recipe.events().forEach(event -> lines.add("echo '" + event + "' >> $T/set_event"));
            lines.addAll(
                    List.of(
                            "echo 1 > $T/tracing_on",
                            "COMMAND",
                            "echo 0 > $T/tracing_on",
                            "mkdir -p capture && for c in $T/per_cpu/cpu*; do d=capture/per_cpu/${c##*/}; mkdir -p $d;"
                                    + " timeout 1 cat $c/trace_pipe_raw > $d/trace_pipe_raw; cat $c/stats > $d/stats; done",
                            "for f in events/header_page events/header_event trace_clock saved_cmdlines; do mkdir -p capture/${f%/*};"
                                    + " cat $T/$f > capture/$f; done; uname -a > capture/uname",
                            "(cd $T && find events -name format) | while read f; do mkdir -p capture/${f%/*}; cat $T/$f > capture/$f; done"));
            return lines;
        }
    };

    private final String word;

    RecordingTool(String word) {
        this.word = word;
    }

    /** Commands that record, once the probes are there. */
    abstract List<String> record(Recipe recipe);

    /** As people write it. */
    public String word() {
        return word;
    }

    /** The tool of a word. */
    public static Optional<RecordingTool> of(String word) {
        return Arrays.stream(values())
                .filter(tool -> tool.word.equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** All commands, as a shell script: it sets the probes, records, says what was lost, and removes the probes. */
    public String script(Recipe recipe) {
        List<String> lines = new ArrayList<>();
        lines.add("#!/bin/sh");
        lines.add("# " + recipe.goal().question());
        lines.add("# cost of recording: " + recipe.goal().overhead().meaning());
        if (!recipe.absent().isEmpty()) {
            lines.add("# this kernel does not have: " + String.join(", ", recipe.absent()));
        }
        lines.add("set -e");
        lines.add("T=/sys/kernel/tracing");
        if (!recipe.definitions().isEmpty()) {
            lines.add("# maxactive of " + Kprobes.MAXACTIVE
                    + ": with the kernel's default the returns of slow concurrent calls are lost");
            recipe.definitions().forEach(line -> lines.add("echo '" + line + "' >> $T/kprobe_events"));
        }
        lines.addAll(record(recipe));
        lines.add("# losses: overruns and dropped events of each buffer; hits and misses of each probe");
        lines.add("grep -H . $T/per_cpu/cpu*/stats > stats.txt");
        if (!recipe.definitions().isEmpty()) {
            lines.add("cat $T/kprobe_profile > kprobe_profile");
            recipe.definitions()
                    .forEach(line -> lines.add(
                            "echo '-:" + line.replaceFirst("^[pr]\\d*:(\\S+).*", "$1") + "' >> $T/kprobe_events"));
        }
        return String.join("\n", lines) + "\n";
    }
}
