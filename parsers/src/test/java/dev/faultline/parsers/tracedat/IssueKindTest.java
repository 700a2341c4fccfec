// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracedat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.parsers.arrow.EventBatches;
import dev.faultline.parsers.arrow.ReadOptions;
import dev.faultline.parsers.capture.IssueKind;
import dev.faultline.parsers.capture.ParseIssue;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.parsers.io.Packed;
import dev.faultline.samples.write.BufferSpec;
import dev.faultline.samples.write.Compression;
import dev.faultline.samples.write.EventFormat;
import dev.faultline.samples.write.Place;
import dev.faultline.samples.write.TraceDatOption;
import dev.faultline.samples.write.TraceDatSpec;
import dev.faultline.samples.write.TraceDatWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** For every way a capture can be damaged, one capture that is. */
class IssueKindTest {
    private static final EventFormat TEXT = EventFormat.builder(Written.LE64, "test", "text", 301)
            .dataLoc("char", "name")
            .printFmt("\"%s\", __get_str(name)")
            .build();
    private static final byte[] ZEROS = new byte[4096];

    /** A damaged capture. */
    private interface Damage {
        byte[] capture() throws IOException;
    }

    private static final Map<IssueKind, Damage> DAMAGES = damages();

    private static Map<IssueKind, Damage> damages() {
        Map<IssueKind, Damage> all = new EnumMap<>(IssueKind.class);
        ofContainers(all);
        ofMetadata(all);
        ofSubBuffers(all);
        ofRecords(all);
        return all;
    }

    private static void ofContainers(Map<IssueKind, Damage> all) {
        all.put(IssueKind.TRUNCATED, () -> {
            byte[] whole = Written.bytes(Written.spec().version(6), 1000);
            return Arrays.copyOf(whole, whole.length - 5000);
        });
        all.put(IssueKind.BAD_PACKING, () -> {
            byte[] packed = Packed.by("GZIP", Written.bytes(Written.spec().version(6), 1000));
            return Arrays.copyOf(packed, packed.length - 100);
        });
        all.put(IssueKind.NO_CPU_DATA, () -> {
            byte[] whole = Written.bytes(Written.spec().version(6), 1);
            return Arrays.copyOf(whole, Written.find(whole, "print fmt: \"%lu\"") + 40);
        });
        all.put(IssueKind.BAD_SECTION, () -> {
            byte[] whole = Written.bytes(Written.spec(), 1);
            return Written.with(whole, Written.find(whole, "name: event\nID") - 9, (byte) 0x7f);
        });
        all.put(IssueKind.OPTION_LOOP, IssueKindTest::loop);
        all.put(IssueKind.BAD_CHUNK, () -> {
            Place[] place = new Place[1];
            byte[] whole = capture(Written.spec().compression(Compression.ZSTD), 3000, place);
            return Written.with(whole, (int) place[0].offset() + 12, new byte[40]);
        });
        all.put(
                IssueKind.TEXT_BUFFER,
                () -> Written.bytes(Written.spec().topText("# tracer: wakeup\n#\n  a line\n"), 0));
        all.put(
                IssueKind.MIXED_CLOCKS,
                () -> TraceDatWriter.bytes(
                        Written.spec().clock("mono").instance(new BufferSpec("other", "counter", 4096, 1, null)),
                        capture -> {
                            capture.cpu(0).record(1000, Written.EVENT.row());
                            capture.instance("other").cpu(0).record(5, Written.EVENT.row());
                        }));
    }

    private static void ofMetadata(Map<IssueKind, Damage> all) {
        all.put(
                IssueKind.BAD_OPTION,
                () -> Written.bytes(Written.spec().option(TraceDatOption.of(7, "ten".getBytes(US))), 1));
        all.put(
                IssueKind.BAD_FORMAT,
                () -> Written.replace(Written.bytes(Written.spec(), 1), "value;\toffset:8", "value;\toffset:x"));
        all.put(
                IssueKind.DUPLICATE_EVENT_ID,
                () -> Written.bytes(
                        Written.spec()
                                .event(EventFormat.builder(Written.LE64, "test", "twin", 300)
                                        .field("int", "a")
                                        .build()),
                        1));
        all.put(
                IssueKind.BAD_HEADER_EVENT,
                () -> Written.replace(Written.bytes(Written.spec(), 1), "type == 29", "type == 27"));
        all.put(IssueKind.UNPARSED_LINE, () -> """
                bash-1 [000] ..... 1.000001: sched_process_exit: comm=bash pid=1 prio=120
                bash-1 [000] ..... 1.000002: sched_process_exit: no such text
                """.getBytes(US));
        all.put(IssueKind.BAD_TABLE_LINE, () -> Written.bytes(Written.spec().cmdlines("12 bash\nno number\n"), 1));
    }

    private static void ofSubBuffers(Map<IssueKind, Damage> all) {
        all.put(IssueKind.BAD_SUB_BUFFER_SIZE, () -> {
            byte[] whole = Written.bytes(Written.spec(), 1);
            int option = lastIndex(whole, new byte[] {'l', 'o', 'c', 'a', 'l', 0, 0, 16});
            return Written.with(whole, option + 6, (byte) 3, (byte) 0);
        });
        all.put(IssueKind.BAD_COMMIT, () -> damaged(8, 0xff, 0xff));
        all.put(IssueKind.SHORT_SUB_BUFFER, () -> {
            byte[] whole = Written.bytes(Written.spec().version(6), 1000);
            return Arrays.copyOf(whole, whole.length - 100);
        });
        all.put(IssueKind.ZERO_FILLED, () -> raw(ZEROS));
        all.put(IssueKind.TIME_BACKWARDS, () -> {
            Place[] place = new Place[1];
            byte[] whole = capture(Written.spec(), 1000, place);
            return Written.with(whole, (int) place[0].offset() + 4096, new byte[8]);
        });
    }

    private static void ofRecords(Map<IssueKind, Damage> all) {
        all.put(IssueKind.BAD_RECORD_LENGTH, () -> damaged(16, 0, 1, 0, 0, 1, 0, 0, 0));
        all.put(IssueKind.RECORD_OVERRUN, () -> damaged(8, 30, 0));
        all.put(IssueKind.EARLY_PADDING, () -> damaged(16, 29, 0, 0, 0));
        all.put(IssueKind.EMPTY_RECORD, () -> damaged(16, 0, 0, 0, 0, 4, 0, 0, 0));
        all.put(IssueKind.UNKNOWN_EVENT, () -> damaged(20, 0x99, 0x09));
        all.put(
                IssueKind.SHORT_RECORD,
                () -> TraceDatWriter.bytes(
                        Written.spec(),
                        capture ->
                                capture.cpu(0).record(1000, Written.EVENT.row().toBytes(), 12)));
        all.put(
                IssueKind.BAD_LOCATION,
                () -> TraceDatWriter.bytes(Written.spec().event(TEXT), capture -> {
                    byte[] row = TEXT.row().set("name", "abc").toBytes();
                    row[8] = (byte) 200;
                    capture.cpu(0).record(1000, row, row.length);
                }));
    }

    private static final java.nio.charset.Charset US = java.nio.charset.StandardCharsets.US_ASCII;

    /** A capture whose only sub-buffer is {@code page}. */
    private static byte[] raw(byte[] page) throws IOException {
        return TraceDatWriter.bytes(Written.spec(), capture -> capture.cpu(0).rawSubBuffer(page));
    }

    /** A capture of ten records with other bytes at {@code at} of its sub-buffer. */
    private static byte[] damaged(int at, int... patch) throws IOException {
        Place[] place = new Place[1];
        byte[] whole = capture(Written.spec(), 10, place);
        byte[] bytes = new byte[patch.length];
        for (int i = 0; i < patch.length; i++) {
            bytes[i] = (byte) patch[i];
        }
        return Written.with(whole, (int) place[0].offset() + at, bytes);
    }

    private static byte[] capture(TraceDatSpec spec, int records, Place[] place) throws IOException {
        Path file = Files.createTempFile("damage", ".dat");
        try {
            TraceDatWriter writer = TraceDatWriter.create(file, spec);
            try (writer) {
                Written.records(records).write(writer);
            }
            place[0] = writer.place("top/cpu0");
            return Files.readAllBytes(file);
        } finally {
            Files.delete(file);
        }
    }

    /** The last options section points back to the first one. */
    private static byte[] loop() throws IOException {
        byte[] whole = Written.bytes(Written.spec(), 1);
        int pointer = lastIndex(whole, new byte[] {0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        int first = 10 + 2 + 1 + 1 + 4 + "none".length() + 1 + 1;
        return Written.with(whole, pointer + 6, Arrays.copyOfRange(whole, first, first + 8));
    }

    private static int lastIndex(byte[] content, byte[] wanted) {
        for (int i = content.length - wanted.length; i >= 0; i--) {
            if (Arrays.equals(content, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        throw new IllegalArgumentException("not there: " + Arrays.toString(wanted));
    }

    @Test
    void everyKindHasItsDamage() {
        assertThat(DAMAGES.keySet()).isEqualTo(EnumSet.allOf(IssueKind.class));
    }

    @ParameterizedTest
    @EnumSource(IssueKind.class)
    void theDamageIsNamedAndTheRestIsRead(IssueKind kind) throws IOException, InterruptedException {
        List<ParseIssue> issues = Written.open(DAMAGES.get(kind).capture(), capture -> {
            try (RootAllocator allocator = new RootAllocator()) {
                EventBatches.read(
                        capture,
                        1,
                        Selection.everything(),
                        new ReadOptions(1, ReadOptions.DEFAULT_BUDGET),
                        allocator,
                        batch -> batch.rows().close());
            }
            return capture.issues();
        });
        assertThat(issues).extracting(ParseIssue::kind).contains(kind);
        assertThat(issues).allSatisfy(issue -> {
            assertThat(issue.detail()).isNotBlank();
            assertThat(issue.path()).contains("written");
        });
        assertThat(kind.sentence()).isNotBlank();
    }

    @Test
    void anUndamagedCaptureHasNoIssue() throws IOException, InterruptedException {
        for (int version = 6; version <= 7; version++) {
            Written.Read read = Written.read(Written.bytes(Written.spec().version(version), 1000));
            assertThat(read.issues()).isEmpty();
            assertThat(read.stamps()).hasSize(1000).startsWith(1000L).endsWith(10990L);
        }
    }
}
