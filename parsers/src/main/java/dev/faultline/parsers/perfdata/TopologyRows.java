// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.io.Cursor;
import java.io.IOException;

/** What features say about processors, caches, memory and counters, as rows (Linux tools/perf/util/header.c). */
final class TopologyRows {
    private static final RowShape CPUS =
            RowShape.of("feature_cpu_topology: u32 cpu_number, u32 core_id, u32 socket_id, u32 die_id");
    private static final RowShape SIBLINGS = RowShape.of("feature_cpu_siblings: char[] level, char[] cpus");
    private static final RowShape NODES =
            RowShape.of("feature_numa_topology: u32 node, u64 total_kb, u64 free_kb, char[] cpus");
    private static final RowShape CACHES = RowShape.of(
            "feature_cache: u32 level, u32 line_size, u32 sets, u32 ways, char[] type, char[] size, " + "char[] cpus");
    private static final RowShape MEMORY =
            RowShape.of("feature_mem_topology: u64 node, u64 blocks, u64 block_size, u64[] present");
    private static final RowShape CAPS = RowShape.of("feature_pmu_caps: char[] pmu, char[] name, char[] value");
    private static final RowShape HYBRID = RowShape.of("feature_hybrid_topology: char[] pmu, char[] cpus");
    private static final byte[] CPU_PMU = {'c', 'p', 'u'};

    private final PerfContents contents;

    TopologyRows(PerfContents contents) {
        this.contents = contents;
    }

    void read(Feature feature, Cursor cursor) throws IOException {
        switch (feature) {
            case CPU_TOPOLOGY -> cpus(cursor);
            case NUMA_TOPOLOGY -> nodes(cursor);
            case CACHE -> caches(cursor);
            case MEM_TOPOLOGY -> memory(cursor);
            case CPU_PMU_CAPS -> capabilities(cursor, cursor.u32(), CPU_PMU);
            case PMU_CAPS -> pmus(cursor);
            default -> hybrid(cursor);
        }
    }

    /** Siblings as lists of cpus, then the ids of every cpu; old writers left the ids, or those of dies, out. */
    private void cpus(Cursor cursor) throws IOException {
        siblings("core", cursor);
        siblings("thread", cursor);
        int count = contents.cpusAvailable;
        long place = FeatureRows.place(cursor);
        if (cursor.remaining() < 8L * count) {
            return;
        }
        long[] cores = new long[count];
        long[] sockets = new long[count];
        for (int i = 0; i < count; i++) {
            cores[i] = cursor.u32();
            sockets[i] = cursor.u32();
        }
        boolean dies = cursor.remaining() >= 4;
        if (dies) {
            siblings("die", cursor);
        }
        for (int i = 0; i < count; i++) {
            Long die = dies && cursor.remaining() >= 4 ? Long.valueOf(cursor.u32()) : null;
            contents.rows(CPUS).add(place + 8L * i, i, cores[i], sockets[i], die);
        }
    }

    private void siblings(String level, Cursor cursor) throws IOException {
        long count = cursor.u32();
        for (long i = 0; i < count; i++) {
            contents.rows(SIBLINGS).add(FeatureRows.place(cursor), level, FeatureText.bytes(cursor));
        }
    }

    private void nodes(Cursor cursor) throws IOException {
        long count = cursor.u32();
        for (long i = 0; i < count; i++) {
            long place = FeatureRows.place(cursor);
            contents.rows(NODES).add(place, cursor.u32(), cursor.u64(), cursor.u64(), FeatureText.bytes(cursor));
        }
    }

    private void caches(Cursor cursor) throws IOException {
        cursor.u32(); // version 1
        long count = cursor.u32();
        for (long i = 0; i < count; i++) {
            long place = FeatureRows.place(cursor);
            Object[] values = new Object[7];
            for (int k = 0; k < values.length; k++) {
                values[k] = k < 4 ? Long.valueOf(cursor.u32()) : FeatureText.bytes(cursor);
            }
            contents.rows(CACHES).add(place, values);
        }
    }

    /** A bitmap of present memory blocks per node. */
    private void memory(Cursor cursor) throws IOException {
        cursor.u64(); // version 1
        long blockSize = cursor.u64();
        long count = cursor.u64();
        for (long i = 0; Long.compareUnsigned(i, count) < 0; i++) {
            long place = FeatureRows.place(cursor);
            long node = cursor.u64();
            long blocks = cursor.u64();
            long bits = cursor.u64();
            long words = (bits >>> 6) + ((bits & 63) == 0 ? 0 : 1);
            cursor.bytes().check(cursor.at(), 8 * words, "bitmap of memory blocks");
            long[] present = new long[(int) words];
            for (int k = 0; k < present.length; k++) {
                present[k] = cursor.u64();
            }
            contents.rows(MEMORY).add(place, node, blocks, blockSize, present);
        }
    }

    private void pmus(Cursor cursor) throws IOException {
        long count = cursor.u32();
        for (long i = 0; i < count; i++) {
            long capabilities = cursor.u32();
            Cursor ahead = new Cursor(cursor.bytes(), cursor.at());
            for (long k = 0; k < 2 * capabilities; k++) {
                FeatureText.bytes(ahead);
            }
            capabilities(cursor, capabilities, FeatureText.bytes(ahead));
            FeatureText.bytes(cursor);
        }
    }

    private void capabilities(Cursor cursor, long count, byte[] pmu) throws IOException {
        for (long i = 0; i < count; i++) {
            long place = FeatureRows.place(cursor);
            contents.rows(CAPS).add(place, pmu, FeatureText.bytes(cursor), FeatureText.bytes(cursor));
        }
    }

    private void hybrid(Cursor cursor) throws IOException {
        long count = cursor.u32();
        for (long i = 0; i < count; i++) {
            long place = FeatureRows.place(cursor);
            contents.rows(HYBRID).add(place, FeatureText.bytes(cursor), FeatureText.bytes(cursor));
        }
    }
}
