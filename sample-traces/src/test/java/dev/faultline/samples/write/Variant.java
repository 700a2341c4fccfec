// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Stream;

/** One way to write the same records. */
record Variant(Machine machine, int version, Compression compression, int subBufferSize) {
    private static final List<Integer> SIZES = List.of(4096, 8192, 65536);

    static Stream<Variant> all() {
        return Stream.of(Machine.LE64, Machine.LE32, Machine.BE64, Machine.BE32)
                .flatMap(machine -> Stream.concat(
                        SIZES.stream().map(size -> new Variant(machine, 6, Compression.NONE, size)),
                        Stream.of(Compression.values())
                                .flatMap(compression ->
                                        SIZES.stream().map(size -> new Variant(machine, 7, compression, size)))));
    }

    TraceDatSpec spec() {
        return TraceDatSpec.of(machine)
                .version(version)
                .compression(compression)
                .subBufferSize(subBufferSize)
                .clock("mono");
    }

    @Override
    public String toString() {
        return "v" + version + " " + compression + " "
                + (machine.order() == ByteOrder.BIG_ENDIAN ? "big" : "little") + " endian, long "
                + machine.longSize() + ", sub-buffer " + subBufferSize;
    }
}
