// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.fuzz;

import dev.faultline.parsers.io.Packed;
import dev.faultline.parsers.tracefs.WrittenTree;
import dev.faultline.samples.Samples;
import dev.faultline.samples.write.Compression;
import dev.faultline.samples.write.CpuWriter;
import dev.faultline.samples.write.EventFormat;
import dev.faultline.samples.write.Machine;
import dev.faultline.samples.write.TraceDatOption;
import dev.faultline.samples.write.TraceDatSpec;
import dev.faultline.samples.write.TraceDatWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The captures that are damaged: small, so that many can be tried; every version, packing, byte order and width. */
final class SmallCaptures {
    private static final int RECORDS = 40;

    private SmallCaptures() {}

    /** Captures by name: written ones of a few kilobytes, and the smallest real ones. */
    static Map<String, byte[]> all() throws IOException {
        Map<String, byte[]> captures = new LinkedHashMap<>(written());
        captures.putAll(SmallPerfData.all());
        captures.putAll(trees());
        captures.putAll(packed(captures));
        for (String sample : List.of("ext4-synthetic-6.1", "ext4-stack-6.1", "ext4-counter-6.1", "ext4-dynamic-6.12")) {
            captures.put(sample, Files.readAllBytes(Samples.named(sample).capture()));
        }
        return captures;
    }

    /** Saved tracefs trees, as archives. */
    private static Map<String, byte[]> trees() throws IOException {
        Map<String, byte[]> trees = new LinkedHashMap<>();
        for (Machine machine : List.of(Machine.LE64, Machine.BE32)) {
            Path tree = Files.createTempDirectory("tree");
            WrittenTree.write(tree, machine, 4096);
            Files.delete(tree.resolve("instances/extra/trace_clock"));
            trees.put("tracefs-" + (machine.bigEndian() ? "big" : "little"), WrittenTree.tar(tree, "tracing/"));
            try (Stream<Path> files = Files.walk(tree)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return trees;
    }

    /** One capture of each format in each packing. */
    private static Map<String, byte[]> packed(Map<String, byte[]> captures) throws IOException {
        Map<String, byte[]> packed = new LinkedHashMap<>();
        for (String name : List.of("v6-little64", "perf-little-1", "tracefs-little")) {
            for (String packing : Packed.names()) {
                packed.put(name + "." + packing, Packed.by(packing, captures.get(name)));
            }
        }
        return packed;
    }

    static Map<String, byte[]> written() throws IOException {
        Map<String, byte[]> captures = new LinkedHashMap<>();
        for (Machine machine : List.of(Machine.LE64, Machine.BE64, Machine.LE32, Machine.BE32)) {
            String suffix = "-" + (machine.bigEndian() ? "big" : "little") + machine.longSize() * 8;
            captures.put("v6" + suffix, write(machine, 6, Compression.NONE));
            for (Compression compression : Compression.values()) {
                captures.put("v7-" + compression + suffix, write(machine, 7, compression));
            }
        }
        return captures;
    }

    private static byte[] write(Machine machine, int version, Compression compression) throws IOException {
        EventFormat event = EventFormat.builder(machine, "sys", "mixed", 300)
                .field("u8", "a")
                .field("u64", "b")
                .dataLoc("char", "s")
                .relLoc("char", "r")
                .array("char", "comm", 8)
                .field("unsigned long", "l")
                .field("pid_t", "p")
                .printFmt("\"a=%u\", REC->a")
                .build();
        TraceDatSpec spec = TraceDatSpec.of(machine)
                .version(version)
                .compression(compression)
                .cpus(2)
                .clock("mono")
                .event(event)
                .instance("extra")
                .kallsyms("ffffffff81000000 T _text\nffffffff81000100 t do_it [module]\n")
                .printk("0xffffffff82000000 : \"hello %d\\n\"\n")
                .cmdlines("77 worker\n78 other\n")
                .option(TraceDatOption.uname("Linux host 6.1.0 x86_64"))
                .option(TraceDatOption.offset(1000))
                .option(TraceDatOption.cpuStat("CPU: 0\nentries: 0\noverrun: 3\n"));
        return TraceDatWriter.bytes(spec, capture -> {
            records(capture.cpu(0), event);
            records(capture.instance("extra").cpu(1), event);
        });
    }

    private static void records(CpuWriter cpu, EventFormat event) throws IOException {
        long ts = 1_000_000_000L;
        for (int i = 0; i < RECORDS; i++) {
            ts += i % 10 == 9 ? 1L << 28 : 100;
            String text = "s".repeat(i % 17);
            cpu.record(ts, event, Map.of("common_pid", 77L, "a", (long) i, "s", text, "r", text + i, "p", (long) -i));
        }
        cpu.lost(7).record(ts + 5, event, Map.of("p", 1L));
        cpu.lost().record(ts + 9, event, Map.of("p", 2L));
    }
}
