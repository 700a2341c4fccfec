// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The same question asked by a fuzzer that sees which branches an input reaches; in a test run it replays its inputs. */
class TraceDatFuzzTest {
    @FuzzTest(maxDuration = "10m")
    void readsOrRefuses(byte[] content) throws IOException, InterruptedException {
        Path file = Files.createTempFile("fuzz", ".dat");
        try {
            new Reading(file, false).of(content);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
