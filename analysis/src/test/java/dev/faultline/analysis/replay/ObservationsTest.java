// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.store.LoadRequest;
import dev.faultline.analysis.store.Progress;
import dev.faultline.analysis.store.SqlCatalogue;
import dev.faultline.analysis.store.TraceDatabase;
import dev.faultline.samples.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code replay/observations.sql} and the code that reads its rows agree. */
class ObservationsTest {
    private static final Pattern ENUM = Pattern.compile("AS ENUM \\(([^)]*)\\)");

    @Test
    void kindsAreThoseOfTheCodeInItsOrder() {
        Matcher kinds = ENUM.matcher(
                SqlCatalogue.standard().sql("replay/observations.sql").sql());
        assertThat(kinds.find()).isTrue();
        List<String> names = Arrays.stream(kinds.group(1).split(","))
                .map(word -> word.strip().replace("'", ""))
                .toList();
        assertThat(names)
                .isEqualTo(Arrays.stream(ObservationKind.values())
                        .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void capturesOfOneStoreReplayApart() throws IOException, InterruptedException {
        Path ext4 = Samples.named("ext4-write-6.1").capture();
        Path xfs = Samples.named("xfs-no-trunc-check-injected").capture();
        try (TraceDatabase both =
                TraceDatabase.load(LoadRequest.of(ext4, xfs).withEvents(Replay.needs()), Progress.NONE)) {
            assertThat(Replay.run(both, both.captures().get(0))).isEqualTo(CorpusReplay.replay(ext4));
            assertThat(Replay.run(both, both.captures().get(1))).isEqualTo(CorpusReplay.replay(xfs));
        }
    }
}
