// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import dev.faultline.parsers.io.CaptureFile;
import dev.faultline.parsers.ringbuffer.Crew;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The first pass over the whole file: which events there are, what those without a format say of themselves, and which
 * stretch covers which lines and times. Tables need their columns before the first row.
 *
 * @param names by name and kind, in alphabetical order
 * @param stretches by number
 */
record Survey(Map<String, NameFacts> names, List<StretchFacts> stretches) {

    /** Surveys the stretches with several threads. */
    static Survey of(CaptureFile file, LineSyntax syntax, List<Stretch> stretches, Predicate<String> known)
            throws IOException, InterruptedException {
        StretchFacts[] facts = new StretchFacts[stretches.size()];
        List<Worker> workers = new ArrayList<>();
        int threads =
                Math.max(1, Math.min(stretches.size(), Runtime.getRuntime().availableProcessors()));
        for (int i = 0; i < threads; i++) {
            workers.add(new Worker(new LineWalk(file, syntax), known, facts));
        }
        new Crew<>(stretches, workers).run();
        Map<String, NameFacts> names = new TreeMap<>();
        for (Worker worker : workers) {
            worker.seen.forEach(seen -> names.computeIfAbsent(seen.name, name -> new NameFacts(name, known.test(name)))
                    .merge(seen));
        }
        return new Survey(names, Arrays.asList(facts));
    }

    /** Events, by the name that their lines have; {@link EventNames} says how kinds without a name are called. */
    long count(String name) {
        NameFacts facts = names.get(name);
        return facts == null ? 0 : facts.count;
    }

    private static final class Worker implements Crew.Member<Stretch>, LineSink {
        private final LineWalk walk;
        private final Predicate<String> known;
        private final StretchFacts[] facts;
        private final NameTable<NameFacts> names = new NameTable<>();
        private final List<NameFacts> seen = new ArrayList<>();
        private final EventText event = new EventText();
        private StretchFacts current = new StretchFacts();
        private int stretch;

        Worker(LineWalk walk, Predicate<String> known, StretchFacts[] facts) {
            this.walk = walk;
            this.known = known;
            this.facts = facts;
        }

        @Override
        public void work(Stretch stretch) throws IOException, InterruptedException {
            this.stretch = stretch.number();
            current = new StretchFacts();
            current.lines = walk.walk(stretch, 1, this);
            facts[stretch.number()] = current;
        }

        @Override
        public void event(Line line, int moreTo, long number) {
            current.note(line);
            event.read(line);
            NameFacts name = event.kind == EventText.Kind.NAMED
                    ? named(line.bytes, event.nameFrom, event.nameTo)
                    : unnamed(line);
            name.at(stretch, number);
            name.note(line.bytes, event.from, line.end);
        }

        private NameFacts named(byte[] bytes, int from, int to) {
            NameFacts facts = names.get(bytes, from, to);
            return facts == null ? added(Arrays.copyOfRange(bytes, from, to)) : facts;
        }

        private NameFacts unnamed(Line line) {
            byte[] name = EventNames.of(event, line).getBytes(StandardCharsets.UTF_8);
            return named(name, 0, name.length);
        }

        private NameFacts added(byte[] name) {
            String text = new String(name, StandardCharsets.UTF_8);
            NameFacts facts = new NameFacts(text, known.test(text));
            names.put(name, facts);
            seen.add(facts);
            return facts;
        }

        @Override
        public void other(Line line, long number) {}

        @Override
        public void cut(Line line, long number) {}

        @Override
        public void loss(LossNotice notice, long number) {}
    }
}
