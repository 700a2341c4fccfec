// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Prints what was compared, capture by capture and in all, and holds it against the floors. */
final class OracleSummary {
    private final String name;
    private final Tally total = new Tally();
    private int captures;

    OracleSummary(String name) {
        this.name = name;
    }

    void check(String capture, Tally tally, Floors floors) {
        captures++;
        total.add(tally);
        System.out.println(name + " " + capture + ": " + tally + tally.notes);
        assertThat(tally.messages).as(capture).isEmpty();
        Floors.Floor floor = floors.of(capture);
        assertThat(floor)
                .as("no floor for %s; its line would be %s", capture, Floors.line(capture, tally))
                .isNotNull();
        assertThat(tally.records).as("records").isEqualTo(floor.records());
        assertThat(tally.lines).as("report lines").isGreaterThanOrEqualTo(floor.lines());
        assertThat(tally.compared).as("fields compared").isGreaterThanOrEqualTo(floor.compared());
        assertThat(tally.unconfirmed).as("fields unconfirmed").isLessThanOrEqualTo(floor.unconfirmed());
        assertThat(tally.losses).as("losses").isEqualTo(floor.losses());
        assertThat(tally.secondReader).as("fields equal to the second reader's").isEqualTo(tally.fields);
    }

    /** The last lines, and the list of fields no oracle confirms in {@code target/unconfirmed-NAME.tsv}. */
    void print() throws IOException {
        Path list = Path.of("target", "unconfirmed-" + name + ".tsv");
        Files.createDirectories(list.toAbsolutePath().getParent());
        Files.write(
                list,
                total.unconfirmedFields.entrySet().stream()
                        .map(field -> field.getKey() + "\t" + field.getValue())
                        .toList());
        System.out.println(name + ": " + total + "; unconfirmed fields are listed in " + list);
        System.out.println(String.format(
                Locale.ROOT,
                "%s: captures %d, records %d, fields compared %d, unconfirmed %d, mismatches %d",
                name,
                captures,
                total.records,
                Math.max(total.compared, total.live),
                total.unconfirmedByAny,
                total.mismatches));
    }
}
