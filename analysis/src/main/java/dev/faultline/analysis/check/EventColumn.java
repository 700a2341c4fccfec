// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.check;

import dev.faultline.analysis.store.SqlNames;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A column of an event's table, and how its values are written beside a finding.
 *
 * @param name of the column
 * @param type in the store
 * @param declared type in the event's format, {@code null} when unknown
 */
record EventColumn(String name, String type, @Nullable String declared) {
    /** Fields that are addresses of user or kernel space, whatever their declared type: probes declare theirs {@code u64}. */
    private static final Pattern ADDRESS = Pattern.compile("(\\w+_)?(addr|address|ip)");

    /**
     * The upper half of the address space begins here on all machines of 64 bits with paging of four or five levels (x86:
     * Documentation/arch/x86/x86_64/mm.rst); no count or time comes near it.
     */
    private static final String KERNEL_SPACE = "18374686479671623680";

    /** An expression for {@code name=value}: addresses in hexadecimal, NULL where the value is. */
    String shown() {
        String column = SqlNames.quote(name);
        return SqlNames.literal(name + "=") + " || " + value(column);
    }

    private String value(String column) {
        String plain = "CAST(" + column + " AS VARCHAR)";
        if (!type.equals("UBIGINT")) {
            return plain;
        }
        String hexadecimal = "printf('0x%x', " + column + ")";
        return address()
                ? hexadecimal
                : "CASE WHEN " + column + " >= " + KERNEL_SPACE + " THEN " + hexadecimal + " ELSE " + plain + " END";
    }

    private boolean address() {
        return ADDRESS.matcher(name).matches() || (declared != null && declared.contains("*"));
    }
}
