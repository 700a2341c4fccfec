// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.store.LoadRequest;
import dev.faultline.analysis.store.Progress;
import dev.faultline.analysis.store.TraceDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Replays one file, and tells the outcome in a line. */
public final class CorpusReplay {
    private CorpusReplay() {}

    static ReplayResult replay(Path file) throws IOException, InterruptedException {
        try (TraceDatabase database =
                TraceDatabase.load(LoadRequest.of(file).withEvents(Replay.needs()), Progress.NONE)) {
            assertThat(database.captures()).hasSize(1);
            return Replay.run(database, database.captures().get(0));
        }
    }

    public static String line(String name, ReplayResult result, VmstatDelta truth) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "replay %-46s", name));
        for (InvariantResult invariant : result.invariants()) {
            line.append(String.format(Locale.ROOT, " %s %d", invariant.id(), invariant.checked()));
            line.append(invariant.violated() > 0 ? " violated " + invariant.violated() : "");
        }
        for (TransitionResult transition : result.transitions()) {
            line.append(String.format(Locale.ROOT, " %s %d", transition.id(), transition.taken()));
        }
        return line + "  " + truth.compared(result.predicted());
    }
}
