// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a SPEC, which is TOML. {@code cli/docs/make-a-capture.md} describes its keys. */
final class SpecReader {
    private static final int MOST_PAGES = 1 << 22;
    private static final Pattern NAME = Pattern.compile("[\\w.+-]{1,12}");
    private static final Pattern DEVICE = Pattern.compile("(\\d{1,3}):(\\d{1,3})");
    private static final Set<String> TEXTS =
            Set.of("title", "kernel", "start", "length", "flush-interval", "expire", "tick");
    private static final TomlMapper TOML = new TomlMapper();

    private SpecReader() {}

    /** @param changes top-level keys whose values are to be others, as TOML */
    static GenerateSpec read(String toml, Map<String, String> changes) {
        ObjectNode root = parse(toml);
        changes.forEach((key, value) -> root.set(key, changed(key, value)));
        SpecTable table = new SpecTable(root, "SPEC");
        GenerateSpec spec = new GenerateSpec(
                table.text("title", ""),
                Kernel.named(table.text("kernel", "6.1")),
                table.count("cpus", 2, 1, 256),
                table.duration("start", "100 s"),
                table.duration("length", "1000000 s"),
                table.number("events", Long.MAX_VALUE, 1, Long.MAX_VALUE),
                table.number("lock-events", Long.MAX_VALUE, 1, Long.MAX_VALUE),
                table.number("background-pages", 100_000, 8, 1L << 40),
                table.number("limit-pages", 200_000, 16, 1L << 40),
                table.duration("flush-interval", "5 s"),
                table.duration("expire", "30 s"),
                table.duration("tick", "4 ms"),
                fileSystems(table),
                files(table),
                workers(table));
        table.rejectOthers();
        check(spec);
        return spec;
    }

    private static ObjectNode parse(String toml) {
        try {
            return (ObjectNode) TOML.readTree(toml);
        } catch (JacksonException e) {
            throw new SpecException("SPEC: line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage());
        }
    }

    /** A shell takes quotes away, so text comes without; kernel 5.10 is not the number 5.1. */
    private static JsonNode changed(String key, String value) {
        if (TEXTS.contains(key)) {
            return TOML.getNodeFactory().textNode(value.replace("\"", ""));
        }
        try {
            return TOML.readTree("v = " + value).path("v");
        } catch (JacksonException e) {
            throw new SpecException(key + "=" + value + " is not a value of TOML");
        }
    }

    private static List<FileSystemSpec> fileSystems(SpecTable root) {
        List<FileSystemSpec> all = new ArrayList<>();
        for (SpecTable table : root.tables("filesystem")) {
            Matcher device = DEVICE.matcher(table.text("device", "254:" + 16 * (all.size() + 1)));
            if (!device.matches()) {
                throw new SpecException("SPEC.filesystem: a device is major:minor, for example 254:16");
            }
            all.add(new FileSystemSpec(
                    name(table),
                    FsType.named(table.text("type", "ext4")),
                    Integer.parseInt(device.group(1)),
                    Integer.parseInt(device.group(2)),
                    table.latency("mkwrite", "5 us"),
                    table.latency("read", "300 us"),
                    table.latency("write", "400 us"),
                    table.latency("commit", "2 ms")));
            table.rejectOthers();
        }
        return all;
    }

    private static List<FileSpec> files(SpecTable root) {
        List<FileSpec> all = new ArrayList<>();
        for (SpecTable table : root.tables("file")) {
            all.add(new FileSpec(
                    name(table),
                    table.text("filesystem"),
                    table.count("pages", 64, 1, MOST_PAGES),
                    table.flag("written")));
            table.rejectOthers();
        }
        return all;
    }

    private static List<WorkerSpec> workers(SpecTable root) {
        List<WorkerSpec> all = new ArrayList<>();
        for (SpecTable table : root.tables("process")) {
            all.add(new WorkerSpec(
                    name(table),
                    table.choice("does", WorkerSpec.Kind.MMAP_WRITER),
                    table.text("file"),
                    table.count("threads", 1, 1, 64),
                    table.count("rounds", 1, 0, Integer.MAX_VALUE),
                    table.flag("shuffle"),
                    table.flag("read-first"),
                    table.count("sync-every", 0, 0, Integer.MAX_VALUE),
                    table.choice("sync", WorkerSpec.Sync.NONE),
                    table.latency("think", "1 us")));
            table.rejectOthers();
        }
        return all;
    }

    private static String name(SpecTable table) {
        String name = table.text("name");
        if (!NAME.matcher(name).matches()) {
            throw new SpecException("SPEC: a name has 1 to 12 letters, digits, '.', '+' or '-', not '" + name + "'");
        }
        return name;
    }

    private static void check(GenerateSpec spec) {
        if (spec.workers().isEmpty()) {
            throw new SpecException("SPEC: there is no [[process]]: nothing would happen");
        }
        if (spec.limitPages() <= spec.backgroundPages()) {
            throw new SpecException("SPEC: limit-pages must be more than background-pages");
        }
        Set<Integer> devices = new HashSet<>();
        for (FileSystemSpec fs : spec.fileSystems()) {
            if (!devices.add(fs.major() << 20 | fs.minor())) {
                throw new SpecException("SPEC: two file systems on device " + fs.major() + ":" + fs.minor());
            }
        }
        boolean bounded = spec.events() < Long.MAX_VALUE || spec.lockEvents() < Long.MAX_VALUE;
        boolean timed = spec.lengthNs() < 1_000_000_000_000_000L;
        if (!bounded && !timed && spec.workers().stream().anyMatch(worker -> worker.rounds() == 0)) {
            throw new SpecException("SPEC: a process with rounds = 0 needs events, lock-events or length to end");
        }
        if (spec.lockEvents() < Long.MAX_VALUE && !spec.kernel().lockdep()) {
            throw new SpecException("SPEC: only kernel 6.1-lockdep has lock events");
        }
    }
}
