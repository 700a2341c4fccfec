// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A sequence of observations as text, one per line: {@code ts cpu tid kind key=value...}. Lines that start with
 * {@code kernel}, {@code records}, {@code expect} set the stage; {@code #} begins a comment. Without locks it is of a kernel without
 * lockdep.
 */
record History(
        KernelProfile profile,
        Evidence evidence,
        Policy policy,
        List<String> expectations,
        List<Observation> observations) {
    static History read(Path file) throws IOException {
        KernelProfile profile = KernelProfile.of("6.1", 4096);
        Policy policy = Policy.NONE;
        Set<ObservationKind> recorded = EnumSet.allOf(ObservationKind.class);
        List<String> expectations = new ArrayList<>();
        List<Observation> observations = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] words = line.strip().split("\\s+");
            switch (words[0]) {
                case "", "#" -> {}
                case "kernel" -> profile = KernelProfile.of(words[1], 4096);
                case "policy" -> policy = new Policy(Policy.Version.of(words[1]), number(words[2]));
                case "records" -> recorded = kinds(words);
                case "expect" -> expectations.add(String.join(" ", Arrays.copyOfRange(words, 1, words.length)));
                default -> observations.add(observation(words));
            }
        }
        boolean lockdep = observations.stream().anyMatch(line -> line.kind() == ObservationKind.LOCK_TAKEN);
        if (!lockdep) {
            recorded.removeAll(EnumSet.of(ObservationKind.LOCK_TAKEN, ObservationKind.LOCK_RELEASED));
        }
        return new History(profile, new Evidence(recorded), policy, expectations, observations);
    }

    ReplayResult replay() {
        Replayer replayer = new Replayer(profile, evidence, policy);
        observations.forEach(replayer::accept);
        return replayer.result();
    }

    private static Set<ObservationKind> kinds(String[] words) {
        Set<ObservationKind> kinds = EnumSet.noneOf(ObservationKind.class);
        for (int i = 1; i < words.length; i++) {
            kinds.add(kind(words[i]));
        }
        return kinds;
    }

    private static ObservationKind kind(String word) {
        return ObservationKind.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static Observation observation(String[] words) {
        Map<String, Long> numbers = new HashMap<>();
        for (int i = 4; i < words.length; i++) {
            String[] pair = words[i].split("=");
            numbers.put(pair[0], number(pair[1]));
        }
        return new Line(
                kind(words[3]),
                Long.parseLong(words[0]),
                Integer.parseInt(words[1]),
                Integer.parseInt(words[2]),
                numbers);
    }

    private static long number(String word) {
        return word.startsWith("0x")
                ? Long.parseUnsignedLong(word, 2, word.length(), 16)
                : Long.parseUnsignedLong(word);
    }

    private record Line(ObservationKind kind, long ts, int cpu, int tid, Map<String, Long> numbers)
            implements Observation {
        private long number(String name, long absent) {
            return numbers.getOrDefault(name, absent);
        }

        @Override
        public long dev() {
            return number("dev", UNKNOWN);
        }

        @Override
        public long ino() {
            return number("ino", UNKNOWN);
        }

        @Override
        public long index() {
            return number("index", UNKNOWN);
        }

        @Override
        public int pages() {
            return (int) number("pages", 0);
        }

        @Override
        public long address() {
            return number("addr", UNKNOWN);
        }

        @Override
        public long space() {
            return number("space", UNKNOWN);
        }

        @Override
        public long value() {
            return number("value", UNKNOWN);
        }
    }
}
