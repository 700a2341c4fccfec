// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.generated;

import dev.faultline.samples.generate.OutputFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A small SPEC drawn at random.
 *
 * @param format the container it is written in
 */
record RandomSpec(long seed, String toml, OutputFormat format) {
    private static final List<String> TYPES = List.of("ext4", "xfs", "btrfs");
    private static final List<String> DOES = List.of(
            "mmap-writer",
            "mmap-writer",
            "mmap-writer",
            "mmap-reader",
            "buffered-writer",
            "truncater",
            "puncher",
            "syncer");
    private static final List<String> SYNCS = List.of("none", "msync", "fsync");
    private static final List<OutputFormat> FORMATS = List.of(OutputFormat.values());

    /** The spec of that number; its kernel is given. */
    static RandomSpec of(long seed, String kernel) {
        Random random = new Random(seed);
        int fileSystems = 1 + random.nextInt(2);
        int files = 1 + random.nextInt(3);
        StringBuilder toml = new StringBuilder();
        toml.append(String.format(
                Locale.ROOT,
                """
                kernel = "%s"
                cpus = %d
                events = %d
                background-pages = %d
                limit-pages = %d
                flush-interval = "%d ms"
                expire = "%d ms"
                """,
                kernel,
                1 + random.nextInt(4),
                500 + random.nextInt(2500),
                8 + random.nextInt(60),
                90 + random.nextInt(200),
                1 + random.nextInt(50),
                1 + random.nextInt(50)));
        for (int i = 0; i < fileSystems; i++) {
            toml.append(fileSystem(i, random));
        }
        for (int i = 0; i < files; i++) {
            toml.append(String.format(
                    Locale.ROOT, """
                [[file]]
                name = "file%d"
                filesystem = "fs%d"
                pages = %d
                written = %b
                """, i, random.nextInt(fileSystems), 1 + random.nextInt(60), random.nextBoolean()));
        }
        int workers = 1 + random.nextInt(4);
        for (int i = 0; i < workers; i++) {
            toml.append(worker(i, files, random));
        }
        return new RandomSpec(seed, toml.toString(), FORMATS.get(random.nextInt(FORMATS.size())));
    }

    private static String fileSystem(int number, Random random) {
        return String.format(
                Locale.ROOT,
                """
                [[filesystem]]
                name = "fs%d"
                type = "%s"
                device = "%d:%d"
                mkwrite = { median = "%d us", sigma = %.2f, atoms = [{ value = "200 ms", share = %.3f }] }
                write = { median = "%d us", sigma = 0.5 }
                """,
                number,
                TYPES.get(random.nextInt(TYPES.size())),
                8 + random.nextInt(250),
                number * 16,
                1 + random.nextInt(90),
                random.nextDouble(),
                random.nextDouble() / 20,
                20 + random.nextInt(3000));
    }

    private static String worker(int number, int files, Random random) {
        return String.format(
                Locale.ROOT,
                """
                [[process]]
                name = "w%d"
                does = "%s"
                file = "file%d"
                threads = %d
                rounds = %d
                shuffle = %b
                read-first = %b
                sync-every = %d
                sync = "%s"
                think = { median = "%d us", sigma = 0.7 }
                """,
                number,
                DOES.get(random.nextInt(DOES.size())),
                random.nextInt(files),
                1 + random.nextInt(3),
                random.nextInt(5),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextInt(20),
                SYNCS.get(random.nextInt(SYNCS.size())),
                1 + random.nextInt(200));
    }

    /** What the file is called, so that readers know it. */
    String fileName() {
        return format == OutputFormat.PERF_DATA ? seed + ".perf" : "capture" + seed;
    }

    /** Whether its times are cut to microseconds, as the kernel prints them. */
    boolean micros() {
        return format == OutputFormat.TRACE_TEXT || format == OutputFormat.PIPE_TEXT;
    }
}
