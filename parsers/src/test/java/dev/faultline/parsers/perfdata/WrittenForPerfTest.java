// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.RecordSink;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.samples.write.Machine;
import dev.faultline.samples.write.PerfAttr;
import dev.faultline.samples.write.PerfDataSpec;
import dev.faultline.samples.write.PerfDataWriter;
import dev.faultline.samples.write.PerfExtras;
import dev.faultline.samples.write.PerfSample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What no capture of the corpus has (weights, data sources, registers, stacks, branches, addresses of memory, page sizes,
 * context switches, ...), written by the independent writer and printed by an installed perf: the rows say the same.
 */
class WrittenForPerfTest {
    private static final long SEED = 20_261_122L;
    private static final int SAMPLES = 200;
    private static final long TYPE = PerfSample.IDENTIFIER
            | PerfSample.IP
            | PerfSample.TID
            | PerfSample.TIME
            | PerfSample.ADDR
            | PerfSample.CPU
            | PerfSample.PERIOD
            | PerfSample.READ
            | PerfSample.CALLCHAIN
            | PerfSample.BRANCH_STACK
            | PerfSample.REGS_USER
            | PerfSample.STACK_USER
            | PerfSample.WEIGHT
            | PerfSample.DATA_SRC
            | PerfSample.TRANSACTION
            | PerfSample.REGS_INTR
            | PerfSample.PHYS_ADDR
            | PerfSample.DATA_PAGE_SIZE
            | PerfSample.CODE_PAGE_SIZE;

    /** Both times, id and lost: perf prints READ records right only when it has all of them. */
    private static final long READ_FORMAT = 1 | 2 | 4 | 16;

    /** READ needs counters as the event says; perf 6.1 does not know the others. */
    private static final List<Integer> NOT_PRINTED = List.of(8, 21, 22, 40);

    private static final long REGISTERS = 0b1011;

    private static final Pattern WORD = Pattern.compile(
            "[ .]+ (weight|data_src|phys_addr|data page size|code page size|transaction): (?:0x)?(\\w+)");
    private static final Pattern REGISTER = Pattern.compile("\\.{4} \\w\\w\\s+0x([0-9a-f]+)");
    private static final Pattern BRANCH =
            Pattern.compile("\\.{5} +\\d+: ([0-9a-f]{16}) -> ([0-9a-f]{16}) 0 cycles (.{4})");
    private static final long VALUES = 6_174;
    private static final String[] COLUMNS = {
        "weight",
        "data_src",
        "phys_addr",
        "data_page_size",
        "code_page_size",
        "transaction",
        "branch_from",
        "branch_to",
        "branch_flags",
        "user_regs",
        "intr_regs",
        "read_value",
        "read_id",
        "read_lost",
        "callchain",
        "addr",
        "period"
    };

    @TempDir
    private Path directory;

    static List<Machine> machines() {
        if (InstalledPerf.version() == null) {
            System.out.println("SKIPPED: files that perf prints: no perf is installed");
        }
        // perf 6.1 does not swap the trailers of all kinds of records of a big endian machine
        return List.of(Machine.LE64);
    }

    private static PerfAttr attr() {
        return new PerfAttr("page-faults", 1, 2, TYPE, READ_FORMAT, PerfAttr.SAMPLE_ID_ALL, 128, 0, List.of(11L))
                .with(new PerfExtras(0, REGISTERS, REGISTERS, 64));
    }

    private Path write(Machine machine) throws IOException {
        Path file = directory.resolve("perf.data");
        Random random = new Random(SEED);
        PerfAttr attr = attr();
        try (PerfDataWriter writer =
                PerfDataWriter.create(file, PerfDataSpec.of(machine).attr(attr))) {
            PerfSample trailer =
                    new PerfSample().task(5, 6).set(PerfSample.ID, 11).set(PerfSample.CPU, 1);
            int time = 1000;
            for (RecordKinds.Kind kind : RecordKinds.KERNEL) {
                if (!NOT_PRINTED.contains(kind.type())) {
                    trailer.set(PerfSample.TIME, time++);
                    int misc = kind.type() < 0 ? 1 << 14 : 0;
                    writer.record(Math.abs(kind.type()), misc, trailer, kind.body());
                }
            }
            trailer.set(PerfSample.TIME, time);
            writer.record(
                    8,
                    0,
                    trailer,
                    out -> out.u32(21).u32(22).u64(5).u64(900).u64(800).u64(11).u64(3));
            for (int i = 0; i < SAMPLES; i++) {
                writer.sample(attr, 2, sample(random, 5000 + i));
            }
        }
        return file;
    }

    private static PerfSample sample(Random random, long time) {
        return new PerfSample()
                .task(5, 6)
                .set(PerfSample.ID, 11)
                .set(PerfSample.TIME, time)
                .set(PerfSample.CPU, random.nextInt(4))
                .set(PerfSample.IP, random.nextLong() >>> 17)
                .set(PerfSample.ADDR, random.nextLong())
                .set(PerfSample.PERIOD, random.nextInt(1 << 20))
                .set(PerfSample.WEIGHT, random.nextInt(1 << 30))
                .set(PerfSample.DATA_SRC, random.nextLong())
                .set(PerfSample.TRANSACTION, random.nextLong())
                .set(PerfSample.PHYS_ADDR, random.nextLong())
                .set(PerfSample.DATA_PAGE_SIZE, 4096)
                .set(PerfSample.CODE_PAGE_SIZE, 2 << 20)
                .read(random.nextInt(1000), 900, 800, 11, random.nextInt(50))
                .callchain(-512, random.nextLong() >>> 17, random.nextLong() >>> 17)
                .branches(random.nextLong() >>> 17, random.nextLong() >>> 17, random.nextInt(16))
                .userRegisters(2, random.nextLong(), random.nextLong(), random.nextLong())
                .interruptRegisters(2, random.nextLong(), random.nextLong(), random.nextLong())
                .stack(new byte[64]);
    }

    @ParameterizedTest
    @MethodSource("machines")
    void rowsAreWhatPerfPrints(Machine machine) throws IOException, InterruptedException {
        if (InstalledPerf.version() == null) {
            return;
        }
        Path file = write(machine);
        List<String> dump = InstalledPerf.lines(file, "script", "-D");
        Comparison comparison = new Comparison("written, " + machine.order());
        try (Capture capture = CaptureFormats.open(file)) {
            PerfRows rows = PerfRows.of(capture, Selection.everything(), 1);
            long records =
                    capture.scan(Selection.everything(), 1, RecordSink.none()).records();
            new DumpCheck(rows, comparison, true).run(dump, records);
            samples(dump, rows, comparison);
        }
        System.out.println(comparison.line());
        comparison.examples().forEach(System.out::println);
        assertThat(comparison.mismatches()).isEmpty();
        assertThat(comparison.columnNames().split(",")).contains(COLUMNS);
        assertThat(comparison.values()).isEqualTo(VALUES);
    }

    private static void samples(List<String> dump, PerfRows rows, Comparison comparison) {
        List<Map<String, Object>> samples = rows.table("perf.sample");
        int next = -1;
        String group = "";
        for (String line : dump) {
            Matcher word = WORD.matcher(line);
            Matcher register = REGISTER.matcher(line);
            Matcher branch = BRANCH.matcher(line);
            if (line.contains(": PERF_RECORD_")) {
                next += line.contains("PERF_RECORD_SAMPLE") ? 1 : 0;
            } else if (branch.lookingAt()) {
                Map<String, Object> row = samples.get(next);
                comparison.equal("branch_from", List.of(hex(branch.group(1))), row.get("branch_from"), line);
                comparison.equal("branch_to", List.of(hex(branch.group(2))), row.get("branch_to"), line);
                List<?> flags = (List<?>) row.get("branch_flags");
                comparison.equal("branch_flags", branch.group(3), letters((Long) flags.get(0)), line);
            } else if (line.startsWith("... user regs") || line.startsWith("... intr regs")) {
                group = line.startsWith("... user") ? "user_regs" : "intr_regs";
                seen = 0;
            } else if (register.matches()) {
                List<?> registers = (List<?>) samples.get(next).get(group);
                comparison.equal(group, hex(register.group(1)), registers.get(seen++), line);
            } else if (word.matches()) {
                String column = word.group(1).replace(' ', '_');
                Object found = samples.get(next).get(column);
                comparison.equal(column, word.group(2), printed(column, (Long) found), line);
            }
        }
    }

    private static int seen;

    private static long hex(String text) {
        return Long.parseUnsignedLong(text, 16);
    }

    /** As perf prints it: page sizes with a unit, weights in decimal digits, the rest in hex. */
    private static String printed(String column, long value) {
        return switch (column) {
            case "weight" -> Long.toUnsignedString(value);
            case "data_page_size", "code_page_size" -> value < 1 << 20 ? value / 1024 + "K" : value / (1 << 20) + "M";
            default -> Long.toHexString(value);
        };
    }

    /** Mispredicted, predicted, aborted, in a transaction. */
    private static String letters(long flags) {
        return ((flags & 1) != 0 ? "M" : " ")
                + ((flags & 2) != 0 ? "P" : " ")
                + ((flags & 8) != 0 ? "A" : " ")
                + ((flags & 4) != 0 ? "T" : " ");
    }
}
