// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.arrow;

/**
 * How much of the machine a read may use.
 *
 * @param workers decoder threads
 * @param byteBudget bytes of rows that may be held before they are handed out, over all workers
 */
public record ReadOptions(int workers, long byteBudget) {
    /** 256 MiB of rows. */
    public static final long DEFAULT_BUDGET = 256L << 20;

    /** One worker per processor, the default budget. */
    public static ReadOptions defaults() {
        return new ReadOptions(Runtime.getRuntime().availableProcessors(), DEFAULT_BUDGET);
    }
}
