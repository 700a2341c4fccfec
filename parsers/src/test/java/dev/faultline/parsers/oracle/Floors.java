// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.oracle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Committed counts per capture: a check that silently checks less fails. */
final class Floors {
    /**
     * @param records exact number of records
     * @param lines report lines compared, at least
     * @param compared fields compared with stored oracles, at least
     * @param unconfirmed fields no stored oracle shows exactly, at most
     * @param losses exact number of gaps
     */
    record Floor(long records, long lines, long compared, long unconfirmed, long losses) {}

    private final Map<String, Floor> floors = new HashMap<>();

    private Floors() {}

    static Floors read(String resource) {
        Floors floors = new Floors();
        try (InputStream in = Objects.requireNonNull(Floors.class.getResourceAsStream(resource), resource)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            text.lines().skip(1).forEach(floors::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return floors;
    }

    @Nullable
    Floor of(String capture) {
        return floors.get(capture);
    }

    int size() {
        return floors.size();
    }

    /** The line that a capture's counts make. */
    static String line(String capture, Tally tally) {
        return String.join(
                "\t",
                capture,
                Long.toString(tally.records),
                Long.toString(tally.lines),
                Long.toString(tally.compared),
                Long.toString(tally.unconfirmed),
                Long.toString(tally.losses));
    }

    private void add(String line) {
        String[] cell = line.split("\t");
        floors.put(
                cell[0],
                new Floor(
                        Long.parseLong(cell[1]),
                        Long.parseLong(cell[2]),
                        Long.parseLong(cell[3]),
                        Long.parseLong(cell[4]),
                        Long.parseLong(cell[5])));
    }
}
