// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.samples.Sample;
import dev.faultline.samples.Samples;
import dev.faultline.samples.mutate.Mutator;
import dev.faultline.samples.mutate.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code trace-cmd report} prints the same of a copy as of the original. */
class TraceCmdCopyTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ext4-write-6.1",
                "xfs-write-6.12",
                "ext4-instances-6.1",
                "ext4-lost-6.1",
                "ext4-counter-6.1",
                "ext4-stack-6.1",
                "ext4-synthetic-6.1",
                "ext4-uprobe-lockdep",
                "ext4-function-6.1"
            })
    void printsTheSame(String name) throws IOException, InterruptedException {
        TraceCmd.need(Compression.ZSTD);
        Sample sample = Samples.named(name);
        Path copy = directory.resolve("copy.dat");
        Mutator.apply(sample.capture(), copy, List.of(Request.parse("none")), 0);
        List<String> printed = TraceCmd.report(copy);
        assertThat(printed).hasSizeGreaterThan(50).isEqualTo(TraceCmd.report(sample.capture()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4-write-6.1", "xfs-write-6.1", "ext4-lost-6.1"})
    void saysWhatWasDropped(String name) throws IOException, InterruptedException {
        TraceCmd.need(Compression.ZSTD);
        Path lossy = directory.resolve("lossy.dat");
        List<String> changes = Mutator.apply(
                Samples.named(name).capture(), lossy, List.of(Request.parse("drop-sub-buffer-counted@3")), 0);
        String dropped = changes.get(0).replaceFirst(".* with (\\d+) records", "$1");
        assertThat(TraceCmd.report(lossy))
                .anyMatch(line -> line.matches("CPU:\\d+ \\[" + dropped + " EVENTS DROPPED\\]"));
    }
}
