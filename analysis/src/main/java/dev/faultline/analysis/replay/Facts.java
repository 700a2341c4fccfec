// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.Locale;
import java.util.StringJoiner;

/**
 * What is known of one subject: each fact of {@code F} is true, false or unknown. Immutable, and every combination exists
 * once (see {@link FactSpace}), so that a step of the model allocates nothing and states compare by identity.
 *
 * @param <F> the facts of this kind of subject
 */
@SuppressWarnings("EnumOrdinal") // a fact's ordinal is its place in the code, which never leaves this process
public final class Facts<F extends Enum<F>> {
    private final FactSpace<F> space;
    private final int code;
    private final Step.Next<Facts<F>> quiet;

    Facts(FactSpace<F> space, int code) {
        this.space = space;
        this.code = code;
        this.quiet = new Step.Next<>(this, Clauses.NONE);
    }

    /** What is known of {@code fact}. */
    public Truth of(F fact) {
        return Truth.ofCode((code >>> (2 * fact.ordinal())) & 3);
    }

    public boolean is(F fact) {
        return of(fact) == Truth.TRUE;
    }

    public boolean isNot(F fact) {
        return of(fact) == Truth.FALSE;
    }

    public boolean isUnknown(F fact) {
        return of(fact) == Truth.UNKNOWN;
    }

    /** The same facts, but for one. */
    public Facts<F> with(F fact, Truth truth) {
        int shift = 2 * fact.ordinal();
        return space.ofCode((code & ~(3 << shift)) | (truth.ordinal() << shift));
    }

    /** These facts as the next state of a subject, no invariant having been decided on the way. */
    Step.Next<Facts<F>> next() {
        return quiet;
    }

    /** These facts as the next state of a subject after the transitions and invariants {@code held} (see {@link Step.Next}). */
    Step.Next<Facts<F>> next(long held) {
        return held == Clauses.NONE ? quiet : space.next(this, held);
    }

    int code() {
        return code;
    }

    FactSpace<F> space() {
        return space;
    }

    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(" ");
        for (F fact : space.facts()) {
            String name = fact.name().toLowerCase(Locale.ROOT);
            switch (of(fact)) {
                case TRUE -> text.add(name);
                case FALSE -> text.add("!" + name);
                case UNKNOWN -> text.add(name + "?");
            }
        }
        return text.toString();
    }
}
