// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.samples.read.RawOption;
import dev.faultline.samples.read.RawPerfData;
import dev.faultline.samples.read.RawPerfRecord;
import dev.faultline.samples.read.RawRecord;
import dev.faultline.samples.read.RawTraceDat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Holds a mutated capture against its original, both as the independent reader sees them. */
final class Difference {
    private final Recording original;
    private final Mutation mutation;
    private final Recording mutated;

    Difference(Recording original, Mutation mutation, Recording mutated) {
        this.original = original;
        this.mutation = mutation;
        this.mutated = mutated;
    }

    /** The mutated capture has every record of the original but those named, and no other but those named. */
    void isExactlyWhatTheMutationNames() {
        List<RawRecord> removed = mutation.removed(original);
        List<RawRecord> added = mutation.added(original);
        Map<RecordKey, Integer> expected = new HashMap<>();
        original.ordered().forEach(record -> expected.merge(placed(record), 1, Integer::sum));
        removed.forEach(record -> expected.merge(placed(record), -1, Integer::sum));
        added.forEach(record -> expected.merge(placed(record), 1, Integer::sum));
        expected.values().removeIf(count -> count == 0);
        Map<RecordKey, Integer> found = new HashMap<>();
        mutated.ordered().forEach(record -> found.merge(key(record), 1, Integer::sum));
        assertThat(found).as(mutation.what()).isEqualTo(expected);
        keepsTheOrderOfTheOthers(removed, added);
    }

    private void keepsTheOrderOfTheOthers(List<RawRecord> removed, List<RawRecord> added) {
        Map<String, List<RecordKey>> before = new HashMap<>();
        Map<RecordKey, Integer> gone = counted(removed);
        for (Track track : original.tracks()) {
            for (RawRecord record : track.records()) {
                keep(placed(record), gone, before);
            }
        }
        Map<String, List<RecordKey>> after = new HashMap<>();
        Map<RecordKey, Integer> come = counted(added);
        for (Track track : mutated.tracks()) {
            for (RawRecord record : track.records()) {
                keep(key(record), come, after);
            }
        }
        assertThat(after).as("order, " + mutation.what()).isEqualTo(before);
    }

    private static void keep(RecordKey key, Map<RecordKey, Integer> without, Map<String, List<RecordKey>> into) {
        if (without.getOrDefault(key, 0) > 0) {
            without.merge(key, -1, Integer::sum);
        } else {
            into.computeIfAbsent(key.track(), name -> new ArrayList<>()).add(key);
        }
    }

    private Map<RecordKey, Integer> counted(List<RawRecord> records) {
        Map<RecordKey, Integer> counts = new HashMap<>();
        records.forEach(record -> counts.merge(placed(record), 1, Integer::sum));
        return counts;
    }

    private RecordKey placed(RawRecord record) {
        return key(record).in(mutation.buffer(record), mutation.cpu(record.cpu()));
    }

    /** The record of a sample is padded to eight bytes with its length before it. */
    private RecordKey key(RawRecord record) {
        if (!(original.original() instanceof OriginalPerfData)) {
            return RecordKey.of(record);
        }
        int length = (record.payload().length + 4 + 7 & -8) - 4;
        return RecordKey.of(record, Arrays.copyOf(record.payload(), length));
    }

    /** Nothing but records differs: formats, symbols, commands, options, buffers with their clocks. */
    void keepsEverythingElse() {
        if (original.original() instanceof OriginalTraceDat before
                && mutated.original() instanceof OriginalTraceDat after) {
            keeps(before.dat(), after.dat());
        } else if (original.original() instanceof OriginalPerfData before
                && mutated.original() instanceof OriginalPerfData after) {
            keeps(before.data(), after.data());
        } else if (original.original() instanceof OriginalText before
                && mutated.original() instanceof OriginalText after) {
            assertThat(others(after)).isEqualTo(others(before));
        } else {
            assertThat(mutated.original().events())
                    .containsExactlyInAnyOrderElementsOf(original.original().events());
        }
    }

    private static List<String> others(OriginalText text) {
        return text.text().items().stream()
                .filter(item -> item.event() == null)
                .map(item -> item.text().replaceFirst("written: \\d+/\\d+", "written"))
                .toList();
    }

    /** What is no tracepoint differs in its time and cpu at most. */
    private static void keeps(RawPerfData before, RawPerfData after) {
        assertThat(others(after)).isNotEmpty().isEqualTo(others(before));
        assertThat(after.order()).isEqualTo(before.order());
        assertThat(features(after)).isEqualTo(features(before));
    }

    private static List<String> others(RawPerfData data) {
        List<String> all = new ArrayList<>();
        for (RawPerfRecord record : data.records()) {
            if (record.event() == null) {
                ByteBuffer words = ByteBuffer.wrap(record.bytes().clone()).order(data.order());
                if (record.places().time() >= 0) {
                    words.putLong(record.places().time(), 0);
                }
                if (record.places().cpu() >= 0) {
                    words.putInt(record.places().cpu(), 0);
                }
                all.add(HexFormat.of().formatHex(words.array()) + record.behind().length);
            }
        }
        return all;
    }

    /** Contents of the features; what lies before the records is compared but for the length of the records. */
    private static List<String> features(RawPerfData data) {
        ByteBuffer file = ByteBuffer.wrap(data.file().clone()).order(data.order());
        List<String> all = new ArrayList<>();
        if (!data.pipe()) {
            int count = 0;
            for (int word = 0; word < 4; word++) {
                count += Long.bitCount(file.getLong(72 + 8 * word));
            }
            for (int i = 0; i < count; i++) {
                int from = (int) file.getLong(data.dataEnd() + 16 * i);
                int size = (int) file.getLong(data.dataEnd() + 16 * i + 8);
                all.add(HexFormat.of().formatHex(data.file(), from, from + size));
            }
            file.putLong(48, 0);
        }
        all.add(HexFormat.of().formatHex(file.array(), 0, data.dataStart()));
        return all;
    }

    private void keeps(RawTraceDat dat, RawTraceDat copy) {
        assertThat(copy.parts().keySet())
                .containsExactlyInAnyOrderElementsOf(dat.parts().keySet());
        dat.parts()
                .forEach((part, bytes) ->
                        assertThat(copy.parts().get(part)).as(part).isEqualTo(bytes));
        dat.files()
                .forEach((id, bytes) ->
                        assertThat(copy.files().get(id)).as("section " + id).isEqualTo(bytes));
        assertThat(options(copy)).isEqualTo(options(dat));
        assertThat(head(copy)).isEqualTo(head(dat));
        assertThat(buffers(copy)).containsAll(buffers(dat));
    }

    private static List<String> options(RawTraceDat dat) {
        return dat.options().stream().map(Difference::option).toList();
    }

    private static String option(RawOption option) {
        String text = new String(option.data(), StandardCharsets.ISO_8859_1);
        return option.id() + " " + text.replaceFirst("CPU: \\d+", "CPU");
    }

    private static String head(RawTraceDat dat) {
        return dat.version() + " " + dat.order() + " " + dat.userLongSize() + " " + dat.pageSize() + " "
                + dat.longSize() + " " + dat.compression() + " " + dat.cpus() + " " + dat.tsOffset();
    }

    private static List<String> buffers(RawTraceDat dat) {
        return dat.buffers().stream()
                .map(buffer -> buffer.name() + " " + buffer.clock() + " " + buffer.pageSize() + " " + buffer.text())
                .toList();
    }
}
