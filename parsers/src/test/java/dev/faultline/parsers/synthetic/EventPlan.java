// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.synthetic;

import dev.faultline.parsers.synthetic.FieldPlan.Value;
import dev.faultline.samples.write.EventFormat;
import dev.faultline.samples.write.EventFormatBuilder;
import dev.faultline.samples.write.FormatField;
import dev.faultline.samples.write.Machine;
import dev.faultline.samples.write.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** An event of random fields. */
record EventPlan(EventFormat format, List<FieldPlan> fields) {
    /** Names that our own columns have: a reader renames such a field. */
    private static final Set<String> TAKEN = Set.of("ts", "cpu", "rec");

    static EventPlan draw(RandomGenerator random, Machine machine, int number) {
        FieldPlans plans = new FieldPlans(machine);
        List<FieldPlan> fields = new ArrayList<>();
        int count = 1 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            String name = random.nextInt(20) == 0 && i == 0
                    ? List.copyOf(TAKEN).get(random.nextInt(TAKEN.size()))
                    : "field_" + i;
            fields.add(plans.any(random, name));
        }
        return of(random, machine, number, fields);
    }

    private static EventPlan of(RandomGenerator random, Machine machine, int number, List<FieldPlan> fields) {
        EventFormatBuilder builder = EventFormat.builder(machine, "sys" + number % 2, "event" + number, 40 + number);
        if (random.nextInt(4) == 0) {
            builder.common("unsigned char", "common_preempt_lazy_count");
        }
        if (random.nextInt(4) == 0) {
            builder.packed();
        }
        if (random.nextInt(4) == 0) {
            builder.at(24);
        }
        fields.forEach(field -> field.declaration().accept(builder));
        return new EventPlan(builder.build(), fields);
    }

    /** Fills {@code row} with random values; returns what a reader must say of them. */
    Expectation fill(RandomGenerator random, Row row) {
        row.clear();
        Expectation expectation = new Expectation(format.system() + "." + format.name());
        common(random, row, expectation);
        format.fields().stream()
                .map(FormatField::name)
                .filter("common_preempt_lazy_count"::equals)
                .forEach(name -> expectation.put(name, 0L));
        for (FieldPlan field : fields) {
            Value value = field.values().apply(random);
            row.setAll(Map.of(field.name(), value.written()));
            expectation.put(TAKEN.contains(field.name()) ? field.name() + "_field" : field.name(), value.expected());
        }
        return expectation;
    }

    private static void common(RandomGenerator random, Row row, Expectation expectation) {
        int pid = random.nextInt(1 << 22);
        int flags = random.nextInt(256);
        int depth = random.nextInt(256);
        row.pid(pid).set("common_flags", flags).set("common_preempt_count", depth);
        expectation.put("common_pid", (long) pid);
        expectation.put("common_flags", (long) flags);
        expectation.put("common_preempt_count", (long) depth);
    }
}
