// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * libtraceevent's function lookup (event-parse.c __find_func()): the symbol at or before an address, however far
 * before; among several at one address, the one its binary search meets first.
 */
final class KernelSymbols {
    record Function(long address, String name) {}

    private final List<Function> functions = new ArrayList<>();

    KernelSymbols(List<String> kallsyms) {
        for (String line : kallsyms) {
            String[] words = line.split("[ \t]+");
            if (words.length >= 3 && !words[2].startsWith("$") && !words[1].equalsIgnoreCase("a")) {
                functions.add(new Function(Long.parseUnsignedLong(words[0], 16), words[2]));
            }
        }
        // It prepends to a list and sorts that, stably: later lines come first.
        Collections.reverse(functions);
        functions.sort(Comparator.comparingLong(function -> function.address() ^ Long.MIN_VALUE));
    }

    @Nullable
    Function find(long address) {
        int low = 0;
        int high = functions.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            long at = functions.get(middle).address();
            // The entry after the last one has address 0, so nothing lies between the two.
            long after =
                    middle + 1 < functions.size() ? functions.get(middle + 1).address() : 0;
            int order = Long.compareUnsigned(address, at);
            if (order == 0 || (order > 0 && Long.compareUnsigned(address, after) < 0)) {
                return functions.get(middle);
            } else if (order < 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return null;
    }
}
