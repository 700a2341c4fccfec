// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of a result as plain text. */
final class Values {
    private Values() {}

    static String text(@Nullable Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof Iterable<?> || value instanceof Map<?, ?>) {
            return Json.of(value);
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        return value.toString();
    }

    /** A count with thousands separators: 7,161,210. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code count noun}, with the noun in the plural where the count asks for it. */
    static String count(long number, String noun) {
        return count(number) + ' ' + noun + (number == 1 ? "" : "s");
    }
}
