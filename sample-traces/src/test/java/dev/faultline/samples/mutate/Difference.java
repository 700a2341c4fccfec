// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.samples.read.RawOption;
import dev.faultline.samples.read.RawRecord;
import dev.faultline.samples.read.RawTraceDat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds a mutated capture against its original, both as the independent reader sees them. */
final class Difference {
    private final Recording original;
    private final Mutation mutation;
    private final RawTraceDat mutated;

    Difference(Recording original, Mutation mutation, RawTraceDat mutated) {
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
        mutated.records().forEach(list -> list.forEach(record -> found.merge(RecordKey.of(record), 1, Integer::sum)));
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
        for (List<RawRecord> records : mutated.records()) {
            for (RawRecord record : records) {
                keep(RecordKey.of(record), come, after);
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
        return RecordKey.of(record).in(mutation.buffer(record), mutation.cpu(record.cpu()));
    }

    /** Nothing but records differs: formats, symbols, commands, options, buffers with their clocks. */
    void keepsEverythingElse() {
        RawTraceDat dat = original.dat();
        assertThat(mutated.parts().keySet())
                .containsExactlyInAnyOrderElementsOf(dat.parts().keySet());
        dat.parts()
                .forEach((part, bytes) ->
                        assertThat(mutated.parts().get(part)).as(part).isEqualTo(bytes));
        dat.files()
                .forEach((id, bytes) ->
                        assertThat(mutated.files().get(id)).as("section " + id).isEqualTo(bytes));
        assertThat(options(mutated)).isEqualTo(options(dat));
        assertThat(head(mutated)).isEqualTo(head(dat));
        assertThat(buffers(mutated)).containsAll(buffers(dat));
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
