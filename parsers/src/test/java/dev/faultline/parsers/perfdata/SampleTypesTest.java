// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.samples.write.Machine;
import dev.faultline.samples.write.PerfAttr;
import dev.faultline.samples.write.PerfDataSpec;
import dev.faultline.samples.write.PerfDataWriter;
import dev.faultline.samples.write.PerfExtras;
import dev.faultline.samples.write.PerfSample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every bit of sample_type and read_format, alone, with the others, and in random company, in both byte orders. */
class SampleTypesTest {
    private static final long SEED = 20_261_120L;
    private static final int RANDOM = 100;
    /** What the writer can write. */
    private static final long[] BITS = {
        PerfSample.IP,
        PerfSample.TID,
        PerfSample.TIME,
        PerfSample.ADDR,
        PerfSample.READ,
        PerfSample.CALLCHAIN,
        PerfSample.ID,
        PerfSample.CPU,
        PerfSample.PERIOD,
        PerfSample.STREAM_ID,
        PerfSample.RAW,
        PerfSample.BRANCH_STACK,
        PerfSample.REGS_USER,
        PerfSample.STACK_USER,
        PerfSample.WEIGHT,
        PerfSample.DATA_SRC,
        PerfSample.IDENTIFIER,
        PerfSample.TRANSACTION,
        PerfSample.PHYS_ADDR,
        PerfSample.CGROUP,
        PerfSample.DATA_PAGE_SIZE,
        PerfSample.CODE_PAGE_SIZE,
        PerfSample.REGS_INTR,
        PerfSample.AUX,
        PerfSample.WEIGHT_STRUCT
    };

    private static final int USER_REGISTERS = 0b1011;
    private static final int INTERRUPT_REGISTERS = 0b11_0110;

    private static final Map<Long, String> WORDS = words();

    @TempDir
    private Path directory;

    private static Map<Long, String> words() {
        Map<Long, String> words = new TreeMap<>();
        words.put(PerfSample.IP, "ip");
        words.put(PerfSample.ADDR, "addr");
        words.put(PerfSample.STREAM_ID, "stream_id");
        words.put(PerfSample.PERIOD, "period");
        words.put(PerfSample.WEIGHT, "weight");
        words.put(PerfSample.DATA_SRC, "data_src");
        words.put(PerfSample.TRANSACTION, "transaction");
        words.put(PerfSample.PHYS_ADDR, "phys_addr");
        words.put(PerfSample.CGROUP, "cgroup");
        words.put(PerfSample.DATA_PAGE_SIZE, "data_page_size");
        words.put(PerfSample.CODE_PAGE_SIZE, "code_page_size");
        return words;
    }

    /** One layout. */
    private record Layout(Machine machine, long type, int read, long seed) {
        /** All four layouts of BRANCH_STACK. */
        long branches() {
            return ((seed & 1) != 0 ? PerfExtras.HW_INDEX : 0) | ((seed & 2) != 0 ? PerfExtras.COUNTERS : 0);
        }

        @Override
        public String toString() {
            return (machine.bigEndian() ? "big" : "little") + " sample_type 0x" + Long.toHexString(type)
                    + " read_format " + read + " seed " + seed;
        }
    }

    static Stream<Layout> layouts() {
        List<Layout> layouts = new ArrayList<>();
        Random random = new Random(SEED);
        long all = 0;
        for (long bit : BITS) {
            all |= bit;
        }
        for (Machine machine : List.of(Machine.LE64, Machine.BE64)) {
            for (long bit : BITS) {
                layouts.add(new Layout(machine, bit, 0, random.nextLong()));
                layouts.add(new Layout(machine, oneWeight(all & ~bit), 31, random.nextLong()));
            }
            for (int read = 0; read < 32; read++) {
                layouts.add(new Layout(machine, PerfSample.READ, read, random.nextLong()));
                layouts.add(new Layout(machine, oneWeight(all), read, random.nextLong()));
            }
            for (int i = 0; i < RANDOM; i++) {
                layouts.add(
                        new Layout(machine, oneWeight(random.nextLong() & all), random.nextInt(32), random.nextLong()));
            }
        }
        return layouts.stream();
    }

    private static long oneWeight(long type) {
        return (type & PerfSample.WEIGHT) == 0 ? type : type & ~PerfSample.WEIGHT_STRUCT;
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void everyPartIsRead(Layout layout) throws IOException, InterruptedException {
        PerfAttr attr = new PerfAttr("x", 4, 7, layout.type, layout.read, PerfAttr.SAMPLE_ID_ALL, 136, 0, List.of(11L))
                .with(new PerfExtras(layout.branches(), USER_REGISTERS, INTERRUPT_REGISTERS, 8192));
        Path file = directory.resolve("perf.data");
        Random random = new Random(layout.seed);
        List<Map<String, Object>> expected = new ArrayList<>();
        try (PerfDataWriter writer =
                PerfDataWriter.create(file, PerfDataSpec.of(layout.machine).attr(attr))) {
            for (int i = 0; i < 3; i++) {
                Map<String, Object> row = new TreeMap<>();
                writer.sample(attr, i, sample(layout, random, row));
                row.put("misc", (long) i);
                expected.add(row);
            }
        }
        try (Capture capture = CaptureFormats.open(file)) {
            List<Map<String, Object>> rows =
                    PerfRows.of(capture, Selection.everything(), 1).table("perf.sample");
            assertThat(capture.issues()).isEmpty();
            assertThat(rows).hasSize(3);
            for (int i = 0; i < 3; i++) {
                Map<String, Object> row = new TreeMap<>(rows.get(i));
                assertThat(row.remove("rec")).isEqualTo(row.remove("sample_id"));
                assertThat(row).isEqualTo(expected.get(i));
            }
        }
    }

    private static PerfSample sample(Layout layout, Random random, Map<String, Object> row) {
        PerfSample sample = new PerfSample();
        row.put("capture_id", 1L);
        row.put("buffer_id", 0L);
        row.put("event", 0L);
        row.put("period", 1L);
        WORDS.forEach((bit, column) -> {
            long value = random.nextLong();
            sample.set(bit, value);
            if ((layout.type & bit) != 0) {
                row.put(column, value);
            }
        });
        sample.set(PerfSample.ID, 11)
                .set(PerfSample.CPU, 3)
                .set(PerfSample.TIME, 77)
                .task(5, 6);
        put(row, layout, PerfSample.ID | PerfSample.IDENTIFIER, "id", 11L);
        put(row, layout, PerfSample.CPU, "cpu", 3L);
        put(row, layout, PerfSample.TIME, "ts", 77L);
        put(row, layout, PerfSample.TID, "pid", 5L);
        put(row, layout, PerfSample.TID, "common_pid", 6L);
        lists(layout, random, sample, row);
        read(layout, random, sample, row);
        return sample;
    }

    private static void put(Map<String, Object> row, Layout layout, long bits, String column, Object value) {
        if ((layout.type & bits) != 0) {
            row.put(column, value);
        }
    }

    private static void lists(Layout layout, Random random, PerfSample sample, Map<String, Object> row) {
        long[] chain = random.longs(random.nextInt(9)).toArray();
        sample.callchain(chain);
        put(row, layout, PerfSample.CALLCHAIN, "callchain", list(chain));
        int branches = random.nextInt(4);
        long[] triples = random.longs(3L * branches).toArray();
        sample.branches(triples);
        String[] columns = {"branch_from", "branch_to", "branch_flags"};
        for (int k = 0; k < columns.length; k++) {
            List<Object> values = new ArrayList<>();
            for (int i = k; i < triples.length; i += 3) {
                values.add(triples[i]);
            }
            put(row, layout, PerfSample.BRANCH_STACK, columns[k], values);
        }
        byte[] stack = new byte[random.nextInt(20)];
        random.nextBytes(stack);
        sample.stack(stack);
        put(
                row,
                layout,
                PerfSample.STACK_USER,
                "user_stack",
                java.util.HexFormat.of().formatHex(stack));
        put(row, layout, PerfSample.RAW, "raw", "00000000");
        byte[] aux = new byte[8 * random.nextInt(4)];
        random.nextBytes(aux);
        sample.aux(aux);
        put(row, layout, PerfSample.AUX, "aux_size", (long) aux.length);
        extras(layout, random, sample, row, branches);
        weights(layout, random, sample, row);
    }

    private static void extras(Layout layout, Random random, PerfSample sample, Map<String, Object> row, int branches) {
        long index = random.nextLong();
        long[] counters = random.longs(branches).toArray();
        sample.branchExtras(index, counters);
        if ((layout.branches() & PerfExtras.HW_INDEX) != 0) {
            put(row, layout, PerfSample.BRANCH_STACK, "branch_hw_index", index);
        }
        if ((layout.branches() & PerfExtras.COUNTERS) != 0) {
            put(row, layout, PerfSample.BRANCH_STACK, "branch_counters", list(counters));
        }
        long[] user = registers(random, USER_REGISTERS);
        sample.userRegisters(user);
        put(row, layout, PerfSample.REGS_USER, "user_abi", user[0]);
        put(row, layout, PerfSample.REGS_USER, "user_regs", list(Arrays.copyOfRange(user, 1, user.length)));
        long[] interrupt = registers(random, INTERRUPT_REGISTERS);
        sample.interruptRegisters(interrupt);
        put(row, layout, PerfSample.REGS_INTR, "intr_abi", interrupt[0]);
        put(row, layout, PerfSample.REGS_INTR, "intr_regs", list(Arrays.copyOfRange(interrupt, 1, interrupt.length)));
    }

    /** The abi, and registers unless it is 0: none were there. */
    private static long[] registers(Random random, int mask) {
        long abi = random.nextInt(3);
        long[] words = random.longs(abi == 0 ? 1 : 1 + Integer.bitCount(mask)).toArray();
        words[0] = abi;
        return words;
    }

    /** WEIGHT_STRUCT says three numbers in the word that WEIGHT has for one; the kernel allows one of the bits. */
    private static void weights(Layout layout, Random random, PerfSample sample, Map<String, Object> row) {
        if ((layout.type & PerfSample.WEIGHT_STRUCT) == 0) {
            return;
        }
        long first = random.nextInt() & 0xffff_ffffL;
        long second = random.nextInt(1 << 16);
        long third = random.nextInt(1 << 16);
        sample.set(PerfSample.WEIGHT_STRUCT, third << 48 | second << 32 | first);
        row.put("weight", first);
        row.put("weight2", second);
        row.put("weight3", third);
    }

    private static List<Object> list(long... values) {
        List<Object> list = new ArrayList<>();
        for (long value : values) {
            list.add(value);
        }
        return list;
    }

    private static void read(Layout layout, Random random, PerfSample sample, Map<String, Object> row) {
        boolean group = (layout.read & 8) != 0;
        int counters = group ? random.nextInt(4) : 1;
        List<Long> words = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        for (int bit = 1; bit <= 2; bit++) {
            if ((layout.read & bit) != 0) {
                long time = random.nextLong();
                times.add(time);
                put(row, layout, PerfSample.READ, bit == 1 ? "time_enabled" : "time_running", time);
            }
        }
        if (group) {
            words.add((long) counters);
            words.addAll(times);
        }
        List<Object> values = new ArrayList<>();
        List<Object> ids = new ArrayList<>();
        List<Object> lost = new ArrayList<>();
        for (int i = 0; i < counters; i++) {
            add(random, values, words);
            if (!group) {
                words.addAll(times);
            }
            if ((layout.read & 4) != 0) {
                add(random, ids, words);
            }
            if ((layout.read & 16) != 0) {
                add(random, lost, words);
            }
        }
        sample.read(words.stream().mapToLong(Long::longValue).toArray());
        put(row, layout, PerfSample.READ, "read_value", values);
        if ((layout.read & 4) != 0) {
            put(row, layout, PerfSample.READ, "read_id", ids);
        }
        if ((layout.read & 16) != 0) {
            put(row, layout, PerfSample.READ, "read_lost", lost);
        }
    }

    private static void add(Random random, List<Object> values, List<Long> words) {
        long value = random.nextLong();
        values.add(value);
        words.add(value);
    }
}
