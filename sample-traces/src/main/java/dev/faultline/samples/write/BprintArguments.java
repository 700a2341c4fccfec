// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

/** Arguments of {@code trace_printk()} as {@code bprint.buf} holds them (kernel {@code lib/vsprintf.c}, {@code vbin_printf()}). */
public final class BprintArguments {
    private final ByteSink sink;

    public BprintArguments(Machine machine) {
        sink = new ByteSink(machine);
    }

    /** An integer of {@code size} bytes: 1 for {@code %hhd}, 2 for {@code %hd}, 4 for {@code %d}, 8 for {@code %lld}. */
    public BprintArguments integer(int size, long value) {
        align(Math.min(4, size));
        sink.integer(size, value);
        return this;
    }

    /** The string of {@code %s}. */
    public BprintArguments text(String text) {
        sink.string(text);
        return this;
    }

    /** Padded to whole words, as the record stores them. */
    public byte[] toBytes() {
        align(4);
        return sink.toBytes();
    }

    private void align(int alignment) {
        while (sink.size() % alignment != 0) {
            sink.integer(1, 0);
        }
    }
}
