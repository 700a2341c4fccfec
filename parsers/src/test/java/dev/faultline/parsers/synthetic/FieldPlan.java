// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.synthetic;

import dev.faultline.samples.write.EventFormatBuilder;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A field of a generated event.
 *
 * @param name its name in the format
 * @param declaration adds it to a format
 * @param values draws what to write and what a reader must say then
 */
record FieldPlan(String name, Consumer<EventFormatBuilder> declaration, Function<RandomGenerator, Value> values) {
    /**
     * @param written as {@code Row.setAll} takes it
     * @param expected as {@link Rows} normalises it
     */
    record Value(Object written, Object expected) {}
}
