// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.ArrayList;
import java.util.List;

/** Sets of {@link Clause} as bits, so that a step can name what it decided without allocating. */
final class Clauses {
    static final long NONE = 0;

    private static final List<Clause> ALL = List.of(Clause.values());

    private Clauses() {}

    static List<Clause> list(long clauses) {
        List<Clause> list = new ArrayList<>(2);
        for (Clause clause : ALL) {
            if ((clauses & clause.bit()) != 0) {
                list.add(clause);
            }
        }
        return list;
    }
}
