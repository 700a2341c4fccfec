// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.samples.Samples;
import dev.faultline.samples.read.RawBuffer;
import dev.faultline.samples.read.RawRecord;
import dev.faultline.samples.read.RawTraceDat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mutation {@code none} keeps every record of every real trace.dat, and everything else in the file. */
class IdentityTest {
    private static final String CORPUS = System.getProperty("faultline.corpus", "");

    @TempDir
    Path directory;

    @Test
    void ofTheSamples() throws IOException {
        long records = 0;
        for (Path capture : Samples.all().stream()
                .map(sample -> sample.directory())
                .flatMap(IdentityTest::captures)
                .toList()) {
            records += check(capture);
        }
        assertThat(records).isEqualTo(590_993);
    }

    @Test
    void ofTheCorpus() throws IOException {
        if (CORPUS.isEmpty()) {
            System.out.println("SKIPPED: identity of the corpus: -Dfaultline.corpus names no directory");
            return;
        }
        long records = 0;
        List<Path> captures;
        try (Stream<Path> folders = Files.list(Path.of(CORPUS))) {
            captures = folders.sorted().flatMap(IdentityTest::captures).toList();
        }
        for (Path capture : captures) {
            records += check(capture);
        }
        System.out.println("identity: " + captures.size() + " captures, " + records + " records");
        assertThat(captures).hasSizeGreaterThanOrEqualTo(146);
        assertThat(records).isGreaterThanOrEqualTo(3_072_019);
    }

    private static Stream<Path> captures(Path folder) {
        return Stream.of("trace.dat", "trace.dat.zst").map(folder::resolve).filter(Files::exists);
    }

    private long check(Path capture) throws IOException {
        Path copy = directory.resolve("copy.dat");
        Recording recording = Recording.read(capture);
        Mutation none = Request.parse("none").in(recording, 0);
        recording.original().write(none, copy);
        Recording again = Recording.read(copy);
        RawTraceDat dat = ((OriginalTraceDat) recording.original()).dat();
        RawTraceDat read = ((OriginalTraceDat) again.original()).dat();
        new Difference(recording, none, again).keepsEverythingElse();
        long records = 0;
        for (RawBuffer buffer : dat.buffers()) {
            RawBuffer copied = read.buffers().stream()
                    .filter(other -> other.name().equals(buffer.name()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(capture + " has no buffer " + buffer.name()));
            for (int cpu : buffer.cpus().keySet()) {
                List<RawRecord> before = records(dat, buffer, cpu);
                List<RawRecord> after = records(read, copied, cpu);
                same(capture + " " + buffer.name() + " cpu " + cpu, before, after);
                records += before.size();
            }
        }
        return records;
    }

    private static List<RawRecord> records(RawTraceDat dat, RawBuffer buffer, int cpu) {
        return dat.subBuffers(buffer, cpu).stream()
                .flatMap(subBuffer -> subBuffer.records().stream())
                .toList();
    }

    private static void same(String where, List<RawRecord> before, List<RawRecord> after) {
        assertThat(after).as(where).hasSameSizeAs(before);
        for (int i = 0; i < before.size(); i++) {
            boolean equal = RecordKey.of(before.get(i)).equals(RecordKey.of(after.get(i)))
                    && before.get(i).lost() == after.get(i).lost();
            assertThat(equal).as(where + " record " + i).isTrue();
        }
    }
}
