// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyEventsTest {
    @TempDir
    Path directory;

    @Test
    void everyTypeHasRowsAndTheSameSeedGivesTheSameBytes() throws IOException {
        Path one = directory.resolve("one.dat");
        Path two = directory.resolve("two.dat");
        long[] counts = ManyEvents.write(one, 500, 20_011, 7);
        ManyEvents.write(two, 500, 20_011, 7);
        assertThat(Arrays.stream(counts).sum()).isEqualTo(20_011);
        assertThat(Arrays.stream(counts).min().orElse(0)).isPositive();
        assertThat(Files.mismatch(one, two)).isEqualTo(-1);
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("one.dat", "two.dat");
    }
}
