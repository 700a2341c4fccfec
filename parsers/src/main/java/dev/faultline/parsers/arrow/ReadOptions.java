// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.arrow;

import dev.faultline.parsers.schema.EventSchema;
import java.util.Set;
import java.util.function.Function;

/**
 * How much of the machine a read may use.
 *
 * @param workers decoder threads
 * @param byteBudget bytes of rows that may be held before they are handed out, over all workers
 * @param unwanted by event names of columns to leave out of its batches, of those every event table starts with
 */
public record ReadOptions(int workers, long byteBudget, Function<EventSchema, Set<String>> unwanted) {
    /** With all columns. */
    public ReadOptions(int workers, long byteBudget) {
        this(workers, byteBudget, event -> Set.of());
    }

    /** 256 MiB of rows. */
    public static final long DEFAULT_BUDGET = 256L << 20;

    /** One worker per processor, the default budget. */
    public static ReadOptions defaults() {
        return new ReadOptions(Runtime.getRuntime().availableProcessors(), DEFAULT_BUDGET);
    }
}
