// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SamplesTest {
    private static final List<String> KEYS = List.of(
            "command",
            "date",
            "file",
            "format",
            "fs",
            "injected",
            "kernel",
            "licence",
            "machine",
            "records",
            "sha256",
            "shows",
            "tracer",
            "workload");

    static List<Sample> samples() {
        return Samples.all();
    }

    @Test
    void coversFileSystemsKernelsLockdepInjectionAndLoss() throws IOException {
        assertThat(samples()).hasSize(23);
        assertThat(samples()).extracting(sample -> sample.about("fs")).contains("ext4", "xfs", "btrfs");
        assertThat(samples())
                .extracting(sample -> sample.about("kernel"))
                .contains("5.10.0-46-amd64", "6.1.0-56-amd64", "6.12.117+deb13-amd64", "6.1.192-lab");
        assertThat(samples().stream().filter(Sample::injected)).hasSize(2);
        assertThat(Samples.named("ext4-lost-6.1").gaps())
                .containsExactly(new Sample.Gap("", 0, 9), new Sample.Gap("", 1, 1));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void statesWhereItComesFrom(Sample sample) throws IOException, NoSuchAlgorithmException {
        assertThat(sample.about()).containsKeys(KEYS.toArray(String[]::new));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(sample.capture()));
        assertThat(HexFormat.of().formatHex(digest)).isEqualTo(sample.about("sha256"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void factsAddUpToItsRecords(Sample sample) throws IOException {
        assertThat(sample.facts().stream().mapToLong(Sample.Fact::records).sum())
                .isEqualTo(sample.records());
        assertThat(sample.gaps().stream().mapToLong(Sample.Gap::gaps).sum())
                .isEqualTo(Long.parseLong(sample.about("gaps")));
        assertThat(sample.report()).hasSize(Integer.parseInt(sample.about("report.lines")));
        assertThat(sample.rawReport()).hasSize(Integer.parseInt(sample.about("report-R.lines")));
    }

    @Test
    void staysUnderTwelveMegabytes() throws IOException {
        try (Stream<Path> files = Files.walk(Samples.root())) {
            long bytes = files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
            assertThat(bytes).isLessThan(12L * 1024 * 1024);
        }
    }

    @Test
    void readmeListsEverySample() throws IOException {
        String readme = Files.readString(Samples.root().resolveSibling("README.md"));
        assertThat(readme).contains(SampleTable.markdown(samples()));
    }
}
