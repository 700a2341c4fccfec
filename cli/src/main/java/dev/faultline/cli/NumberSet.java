// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sets of cpus or threads as people write them: {@code 0,2-3}. */
final class NumberSet {
    private static final Pattern PART = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");
    private static final int LARGEST_SPAN = 65_536;

    private NumberSet() {}

    static Set<Integer> parse(String option, String text) {
        Set<Integer> numbers = new TreeSet<>();
        for (String part : text.split(",", -1)) {
            Matcher shape = PART.matcher(part.strip());
            if (!shape.matches()) {
                throw new UsageException(option + ": '" + text + "' is no list of numbers; write 3, or 0,2-5");
            }
            int first = Integer.parseInt(shape.group(1));
            int last = shape.group(2) == null ? first : Integer.parseInt(shape.group(2));
            if (last < first || last - first >= LARGEST_SPAN) {
                throw new UsageException(option + ": '" + part.strip() + "' is no range that grows");
            }
            for (int number = first; number <= last; number++) {
                numbers.add(number);
            }
        }
        return numbers;
    }
}
