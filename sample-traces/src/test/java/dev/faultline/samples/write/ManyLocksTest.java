// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyLocksTest {
    @TempDir
    Path directory;

    @Test
    void theSameSeedGivesTheSameBytesAndTheCountsAddUp() throws IOException {
        Path one = directory.resolve("one.dat");
        Path two = directory.resolve("two.dat");
        ManyLocks.Counts counts = ManyLocks.write(one, 20_011, 7);
        ManyLocks.write(two, 20_011, 7);
        assertThat(Files.mismatch(one, two)).isEqualTo(-1);
        assertThat(counts.events).isBetween(20_011L, 20_014L);
        assertThat(counts.events).isGreaterThan(2 * (counts.holds + counts.refused) + counts.open + counts.waits);
        assertThat(counts.deepest).isEqualTo(6);
    }
}
