// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.views;

import dev.faultline.analysis.store.TraceDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every view installs and runs on every capture of the corpus, texts included, with the row counts that are committed
 * ({@code view-rows/VIEW.tsv}, written anew with {@code -Dgolden=update}); and {@link #CHECKS} compare rows with what was counted
 * independently, and judge every capture by every rule.
 */
class CorpusViewsTest {
    private static final String CORPUS = System.getProperty("faultline.corpus", "");

    /** A pattern of names ({@code -Dcorpus.only=k61-lab-.*}): only these captures, and no floors over the whole corpus. */
    private static final String ONLY = System.getProperty("corpus.only", "");

    /** Add a comparison here: each sees every capture, loaded once for all. */
    private static final List<ViewCheck> CHECKS = List.of(
            new RowCounts(),
            new RuleSweep(),
            new FaultTruth(),
            new CallTruth(),
            new LockCheck(),
            new LockConformance(),
            new PageCounts(),
            new LedgerAsCounted(),
            new PagesAsReplayed(),
            new ThrottledWriters(),
            new LogicalLatency(),
            new SlowMkwrite(),
            new Callchains(),
            new ReplayedCorpus());

    private static @Nullable TraceDatabase loaded;

    @TestFactory
    Stream<DynamicTest> everyCapture() throws IOException {
        if (CORPUS.isEmpty()) {
            System.out.println("SKIPPED: views on the corpus: -Dfaultline.corpus=<folder of captures> is not set");
            return Stream.empty();
        }
        ViewCorpus corpus = new ViewCorpus(Path.of(CORPUS), ONLY);
        return corpus.batches().stream().flatMap(files -> tests(corpus, files));
    }

    @AfterAll
    static void finish() throws IOException {
        close();
        if (!CORPUS.isEmpty()) {
            CHECKS.forEach(ONLY.isEmpty() ? ViewCheck::finish : ViewCheck::writeSome);
        }
    }

    /** The batch is loaded when its first test is due, and gone when the next is. */
    private static Stream<DynamicTest> tests(ViewCorpus corpus, List<Path> files) {
        List<CheckedCapture> captures = load(corpus, files);
        return captures.stream().map(capture -> DynamicTest.dynamicTest(capture.name(), () -> check(capture)));
    }

    private static void check(CheckedCapture capture) throws IOException {
        for (ViewCheck check : CHECKS) {
            if (check.readsDumps() || !capture.isDump()) {
                check.check(capture);
            }
        }
    }

    private static List<CheckedCapture> load(ViewCorpus corpus, List<Path> files) {
        try {
            close();
            List<CheckedCapture> captures = corpus.load(files);
            loaded = captures.get(0).database();
            return captures;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void close() throws IOException {
        if (loaded != null) {
            loaded.close();
            loaded = null;
        }
    }
}
