// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.parsers.schema.Field;
import dev.faultline.parsers.schema.FieldKind;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The types of columns that only the lines of a probe tell. */
class SelfDescriptionTest {
    private static final String PLACE = "(handle_mm_fault+0x0/0x2d0) ";

    private final SelfDescription described = new SelfDescription();

    private void note(String arguments) {
        byte[] line = (PLACE + arguments).getBytes(UTF_8);
        described.note(line, 0, line.length);
    }

    private Field column(String name) {
        return Objects.requireNonNull(described.event("fault")).schema().fields().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void decimalNumbersAreSigned() {
        note("ino=7");
        note("ino=-5");
        assertThat(column("ino").type()).isEqualTo("s64");
    }

    @Test
    void oneBeyond63BitsMakesAllUnsigned() {
        for (int i = 0; i < 2_000; i++) {
            note("ino=7 d=-5");
        }
        note("ino=18446744072082567616 d=2");
        assertThat(column("ino").type()).isEqualTo("u64");
        assertThat(column("ino").signed()).isFalse();
        assertThat(column("d").type()).isEqualTo("s64");
    }

    @Test
    void whatOtherThreadsSawCounts() {
        note("ino=7");
        SelfDescription other = new SelfDescription();
        byte[] line = (PLACE + "ino=9223372036854775808").getBytes(UTF_8);
        other.note(line, 0, line.length);
        described.merge(other);
        assertThat(column("ino").type()).isEqualTo("u64");
    }

    @Test
    void noTypeHoldsNegativeNumbersAndThoseBeyond63Bits() {
        note("ino=-1");
        note("ino=9223372036854775808");
        assertThat(column("ino").kind()).isEqualTo(FieldKind.DATA_LOC_TEXT);
    }
}
