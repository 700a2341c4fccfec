// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.replay.CorpusReplay;
import dev.faultline.analysis.replay.ExpectedFindings;
import dev.faultline.analysis.replay.Floors;
import dev.faultline.analysis.replay.InvariantTable;
import dev.faultline.analysis.replay.Replay;
import dev.faultline.analysis.replay.ReplayResult;
import dev.faultline.analysis.replay.VmstatDelta;
import dev.faultline.analysis.store.SqlCatalogue;
import dev.faultline.analysis.store.TraceDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replays every capture of the corpus: stock kernels and controls diverge nowhere, and every invariant is checked at least as often
 * as {@link InvariantTable} says; injected faults diverge where {@code expected-findings.tsv} says; and the pages the model predicts
 * are those the kernel counted. Prints one line per capture.
 */
final class ReplayedCorpus implements ViewCheck {
    private final List<String> lines = new ArrayList<>();
    private final InvariantTable table = new InvariantTable();
    private @Nullable TraceDatabase observed;
    private @Nullable Floors floors;
    private @Nullable ExpectedFindings findings;

    @Override
    public void check(CheckedCapture capture) throws IOException {
        ReplayResult result = replay(capture);
        table.check(capture.name(), result);
        findings(capture).check(capture.directory(), result.divergences());
        if (capture.file().getFileName().toString().startsWith("trace.dat")) {
            VmstatDelta truth = VmstatDelta.read(capture.file().resolveSibling("truth"));
            lines.add(CorpusReplay.line(capture.directory(), result, truth));
            floors().check(capture.directory(), result, truth);
        }
    }

    /** The observations of all captures of a database are computed once. */
    private ReplayResult replay(CheckedCapture capture) {
        if (observed != capture.database()) {
            observed = capture.database();
            String sql = SqlCatalogue.standard().sql("replay/observations.sql").sql();
            observed.execute("CREATE OR REPLACE TEMP TABLE replayed AS " + sql);
        }
        return Replay.run(
                capture.database(),
                capture.database().captures().get(capture.id()),
                "SELECT * FROM replayed WHERE capture_id = " + capture.id() + " ORDER BY ts, rank, cpu, rec");
    }

    private Floors floors() throws IOException {
        Floors known = floors;
        if (known == null) {
            known = Floors.read();
            floors = known;
        }
        return known;
    }

    private ExpectedFindings findings(CheckedCapture capture) throws IOException {
        ExpectedFindings known = findings;
        if (known == null) {
            Path corpus = capture.file();
            while (!corpus.resolve("expected-findings.tsv").toFile().exists()) {
                corpus = corpus.getParent();
            }
            known = ExpectedFindings.read(corpus.resolve("expected-findings.tsv"));
            findings = known;
        }
        return known;
    }

    @Override
    public void finish() {
        lines.forEach(System.out::println);
        System.out.println("replayed: " + lines.size() + " captures with trace.dat");
        assertThat(lines).hasSizeGreaterThanOrEqualTo(146);
        table.finish();
    }
}
