// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.samples.Sample;
import dev.faultline.samples.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The committed samples through the model: what {@link CorpusReplay} holds of the whole corpus, on every machine. */
class SampleReplayTest {
    private static final List<String> LINES = new ArrayList<>();

    static Stream<Sample> samples() throws IOException {
        return Samples.all().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void divergesOnlyWhereAFaultWasInjected(Sample sample) throws IOException, InterruptedException {
        ReplayResult result = CorpusReplay.replay(sample.capture());
        VmstatDelta truth = VmstatDelta.read(sample.directory().resolve("truth"));
        LINES.add(CorpusReplay.line(sample.name(), result, truth));
        if (sample.name().equals("xfs-no-trunc-check-injected")) {
            assertThat(result.divergences()).singleElement().satisfies(SampleReplayTest::truncatedFolio);
        } else if (sample.name().equals("ext4-no-pagefault-injected")) {
            assertThat(result.divergences()).singleElement().satisfies(SampleReplayTest::unprotected);
        } else {
            assertThat(result.divergences()).isEmpty();
        }
        Floors.read().check(sample.about("recorded.as"), result, truth);
    }

    /** None of the 40 calls of the injected fault took sb_pagefaults. */
    private static void unprotected(Divergence divergence) {
        assertThat(divergence.broken()).containsExactly(Clause.I18);
        assertThat(divergence.subject()).isEqualTo("254:16 ino 15 index 0");
        assertThat(divergence.count()).isEqualTo(40);
    }

    /** 13 of the 33 calls of the injected fault returned success after the truncate of their page had finished. */
    private static void truncatedFolio(Divergence divergence) {
        assertThat(divergence.broken()).containsExactly(Clause.I8);
        assertThat(divergence.subject()).isEqualTo("254:16 ino 132 index 5");
        assertThat(divergence.ts()).isEqualTo(51653653399L);
        assertThat(divergence.count()).isEqualTo(13);
        assertThat(divergence.excuse()).isEqualTo("removed");
    }

    @AfterAll
    static void print() {
        LINES.forEach(System.out::println);
    }
}
