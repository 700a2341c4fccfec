// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A SPEC means what it says, and a mistake in it is named with its place. */
class SpecReaderTest {
    private static final String SMALL = """
            kernel = "6.12"
            %s
            [[filesystem]]
            name = "fs"
            mkwrite = { median = "20 us", sigma = 0.5, atoms = [{ value = "200 ms", share = 0.01 }] }
            [[file]]
            name = "a"
            filesystem = "fs"
            [[process]]
            name = "w"
            file = "a"
            """;

    @Test
    void valuesAndDefaults() {
        GenerateSpec spec = SpecReader.read(SMALL.formatted("cpus = 3"), Map.of("length", "1.5 s"));
        assertThat(spec.kernel()).isEqualTo(Kernel.V6_12);
        assertThat(spec.cpus()).isEqualTo(3);
        assertThat(spec.lengthNs()).isEqualTo(1_500_000_000L);
        assertThat(spec.fileSystems().get(0).mkwrite())
                .isEqualTo(new Latency(20_000, 0.5, List.of(new Latency.Atom(200_000_000, 0.01))));
        assertThat(spec.fileSystems().get(0).commit()).isEqualTo(new Latency(2_000_000, 0, List.of()));
        assertThat(spec.files()).containsExactly(new FileSpec("a", "fs", 64, false));
        assertThat(spec.workers().get(0).kind()).isEqualTo(WorkerSpec.Kind.MMAP_WRITER);
    }

    @Test
    void changesFromTheCommandLine() {
        GenerateSpec spec = SpecReader.read(SMALL.formatted(""), Map.of("kernel", "5.10", "events", "77"));
        assertThat(spec.kernel()).isEqualTo(Kernel.V5_10);
        assertThat(spec.events()).isEqualTo(77);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cpu = 3|SPEC: nothing is called 'cpu' here",
                "cpus = 0|SPEC: cpus = 0 is not a whole number from 1 to 256",
                "cpus = true|SPEC: cpus = true is not a whole number from 1 to 256",
                "start = \"3 h\"|SPEC: start: '3 h' is not a time such as",
                "cpus = = 2|SPEC: line 2:",
                "lock-events = 5|SPEC: only kernel 6.1-lockdep has lock events",
                "limit-pages = 16|SPEC: limit-pages must be more than background-pages",
            })
    void mistakesAreNamed(String line, String message) {
        assertThatThrownBy(() -> SpecReader.read(SMALL.formatted(line), Map.of()))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void unknownKernel() {
        assertThatThrownBy(() -> SpecReader.read(SMALL.formatted(""), Map.of("kernel", "2.4")))
                .hasMessage("SPEC: kernel '2.4' is not one of [5.10, 6.1, 6.12, 6.1-lockdep]");
    }
}
