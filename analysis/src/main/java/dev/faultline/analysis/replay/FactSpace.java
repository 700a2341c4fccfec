// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.ArrayList;
import java.util.List;

/**
 * All combinations of the facts of one kind of subject, made once: n three-valued facts give at most 4^n codes.
 *
 * @param <F> the facts
 */
final class FactSpace<F extends Enum<F>> {
    private final List<F> facts;
    private final List<Facts<F>> byCode;
    /** Steps made so far, by code: few for each, so they are searched. */
    private final List<List<Step.Next<Facts<F>>>> nextByCode;

    FactSpace(Class<F> type) {
        facts = List.of(type.getEnumConstants());
        int codes = 1 << (2 * facts.size());
        byCode = new ArrayList<>(codes);
        nextByCode = new ArrayList<>(codes);
        for (int code = 0; code < codes; code++) {
            byCode.add(new Facts<>(this, code));
            nextByCode.add(new ArrayList<>(2));
        }
    }

    /** Nothing is known. */
    Facts<F> unknown() {
        return byCode.get(0);
    }

    Facts<F> ofCode(int code) {
        return byCode.get(code);
    }

    List<F> facts() {
        return facts;
    }

    Step.Next<Facts<F>> next(Facts<F> state, long held) {
        List<Step.Next<Facts<F>>> made = nextByCode.get(state.code());
        for (int i = 0; i < made.size(); i++) {
            if (made.get(i).held() == held) {
                return made.get(i);
            }
        }
        Step.Next<Facts<F>> next = new Step.Next<>(state, held);
        made.add(next);
        return next;
    }
}
