// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.io.Bytes;
import dev.faultline.parsers.io.Cursor;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Feature sections as rows of tables {@code perf.feature_<name>} (Linux tools/perf/util/header.c, the {@code process_*}
 * functions). What the sections of hardware say is in {@link TopologyRows}, of programs in {@link ProgramRows}.
 */
final class FeatureRows {
    /** One row per section, known or not. */
    static final RowShape SECTIONS =
            RowShape.of("feature: u16 bit, char[] name, u64 file_offset, u64 size, char[] text");

    private static final Map<Feature, RowShape> WORDS = Map.of(
            Feature.TOTAL_MEM, RowShape.of("feature_total_mem: u64 kb"),
            Feature.SAMPLE_TIME, RowShape.of("feature_sample_time: u64 first_ts, u64 last_ts"),
            Feature.CLOCKID, RowShape.of("feature_clockid: u64 resolution_ns"),
            Feature.DIR_FORMAT, RowShape.of("feature_dir_format: u64 version"));
    private static final Map<Feature, RowShape> NUMBERS = Map.of(
            Feature.NRCPUS, RowShape.of("feature_nrcpus: u32 available, u32 online"),
            Feature.COMPRESSED,
                    RowShape.of("feature_compressed: u32 version, u32 method, u32 level, u32 ratio, u32 mmap_len"));
    private static final RowShape CMDLINE = RowShape.of("feature_cmdline: u32 position, char[] argument");
    private static final RowShape CLOCK_DATA =
            RowShape.of("feature_clock_data: u32 version, u32 clockid, u64 wall_clock_ns, u64 clockid_ns");
    private static final RowShape PMU_MAPPINGS = RowShape.of("feature_pmu_mappings: u32 type, char[] name");
    private static final RowShape GROUP_DESC = RowShape.of("feature_group_desc: char[] name, u32 leader, u32 members");
    private static final RowShape AUXTRACE = RowShape.of("feature_auxtrace: u64 file_offset, u64 size");
    private static final RowShape EVENT_DESC =
            RowShape.of("feature_event_desc: u32 position, char[] name, u32 type, u64 config, u64[] ids, u8[] attr");

    private final PerfContents contents;

    FeatureRows(PerfContents contents) {
        this.contents = contents;
    }

    /** The row of a section, whatever is in it. */
    void section(long bit, Bytes content) {
        Feature feature = Feature.of(bit);
        String name = feature == null ? null : feature.name().toLowerCase(Locale.ROOT);
        String text = feature == null ? null : contents.feature(feature);
        contents.rows(SECTIONS).add(content.fileOffset(0), bit, name, content.fileOffset(0), content.length(), text);
    }

    /** The rows of what is in a section that is known. */
    void read(Feature feature, Bytes content) throws IOException {
        Cursor cursor = new Cursor(content, 0);
        switch (feature) {
            case TOTAL_MEM, SAMPLE_TIME, CLOCKID, DIR_FORMAT -> one(WORDS.get(feature), cursor, 8);
            case NRCPUS, COMPRESSED -> one(NUMBERS.get(feature), cursor, 4);
            case CMDLINE -> arguments(cursor);
            case CLOCK_DATA ->
                contents.rows(CLOCK_DATA)
                        .add(cursor.bytes().fileOffset(0), cursor.u32(), cursor.u32(), cursor.u64(), cursor.u64());
            case PMU_MAPPINGS, GROUP_DESC -> lists(feature, cursor);
            case AUXTRACE -> index(cursor);
            case EVENT_DESC -> events(cursor);
            case CPU_TOPOLOGY, NUMA_TOPOLOGY, CACHE, MEM_TOPOLOGY, CPU_PMU_CAPS, HYBRID_TOPOLOGY, PMU_CAPS ->
                new TopologyRows(contents).read(feature, cursor);
            case BPF_PROG_INFO, BPF_BTF -> new ProgramRows(contents).read(feature, cursor);
            default -> {} // one string: the section's own row says it; or nothing at all
        }
    }

    /** One row of numbers that are all of one size. */
    private void one(@Nullable RowShape shape, Cursor cursor, int size) throws IOException {
        if (shape == null) {
            return;
        }
        Object[] values = new Object[shape.schema().fields().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = size == 8 ? cursor.u64() : cursor.u32();
        }
        contents.rows(shape).add(cursor.bytes().fileOffset(0), values);
    }

    private void arguments(Cursor cursor) throws IOException {
        long count = cursor.u32();
        for (long i = 0; i < count; i++) {
            contents.rows(CMDLINE).add(place(cursor), i, FeatureText.bytes(cursor));
        }
    }

    private void lists(Feature feature, Cursor cursor) throws IOException {
        long count = cursor.u32();
        for (long i = 0; i < count; i++) {
            long place = place(cursor);
            if (feature == Feature.PMU_MAPPINGS) {
                contents.rows(PMU_MAPPINGS).add(place, cursor.u32(), FeatureText.bytes(cursor));
            } else {
                contents.rows(GROUP_DESC).add(place, FeatureText.bytes(cursor), cursor.u32(), cursor.u32());
            }
        }
    }

    private void index(Cursor cursor) throws IOException {
        long count = cursor.u64();
        for (long i = 0; i < count; i++) {
            contents.rows(AUXTRACE).add(place(cursor), cursor.u64(), cursor.u64());
        }
    }

    private void events(Cursor cursor) throws IOException {
        long count = cursor.u32();
        int size = (int) Math.min(cursor.u32(), FileHeader.LARGEST_ATTR);
        for (long i = 0; i < count; i++) {
            long at = cursor.at();
            byte[] attr = cursor.bytes().copy(at, size);
            cursor.skip(size);
            long ids = cursor.u32();
            byte[] name = FeatureText.bytes(cursor);
            cursor.bytes().check(cursor.at(), 8 * ids, "ids of an event");
            long[] words = new long[(int) ids];
            for (int k = 0; k < words.length; k++) {
                words[k] = cursor.u64();
            }
            long config = cursor.bytes().u64(at + 8);
            contents.rows(EVENT_DESC)
                    .add(cursor.bytes().fileOffset(at), i, name, cursor.bytes().u32(at), config, words, attr);
        }
    }

    /** Offset in the file of where a cursor stands. */
    static long place(Cursor cursor) {
        return cursor.bytes().fileOffset(cursor.at());
    }
}
