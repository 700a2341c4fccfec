// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.rules;

import dev.faultline.analysis.store.StoreException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A threshold of a rule, declared in its front matter: {@code -- param: min_calls = 100  how many make a loop}. The statement reads
 * it as {@code $min_calls}.
 *
 * @param name lower-case name
 * @param standard value used when the user gives none
 * @param meaning what it means, with its unit
 */
public record Parameter(String name, long standard, String meaning) {
    private static final Pattern LINE = Pattern.compile("([a-z][a-z0-9_]*)\\s*=\\s*(-?\\d+)\\s+(\\S.*)");

    static Parameter parse(String path, String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new StoreException(path + ": param line is not 'name = integer  meaning': " + line);
        }
        return new Parameter(matcher.group(1), Long.parseLong(matcher.group(2)), matcher.group(3));
    }

    /** The statement with this parameter's marks replaced by a value. */
    String replaceIn(String sql, long value) {
        return sql.replaceAll("\\$" + name + "\\b", Long.toString(value));
    }
}
