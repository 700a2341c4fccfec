// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text.print;

/**
 * What is known of a field once it is known whether a condition on it held.
 *
 * @param slot the field's slot
 * @param whenTrue its bits when the condition held
 * @param knownWhenTrue which of them are known then; 0 when the condition tells nothing
 * @param whenFalse its bits when the condition did not hold
 * @param knownWhenFalse which of them are known then
 */
record Condition(int slot, long whenTrue, long knownWhenTrue, long whenFalse, long knownWhenFalse) {
    private static final Condition NOTHING = new Condition(Slots.NONE, 0, 0, 0, 0);

    static Condition of(Expression expression, Slots slots) {
        if (expression instanceof Expression.Unary unary && unary.operator() == '!') {
            return of(unary.operand(), slots).negated();
        } else if (expression instanceof Expression.Binary binary
                && (binary.operator().equals("==") || binary.operator().equals("!="))) {
            return comparison(binary, slots);
        }
        Inversion inversion = Inversion.of(expression);
        int slot = inversion == null ? Slots.NONE : slots.of(inversion.field());
        if (inversion == null || !slots.numeric(slot)) {
            return NOTHING;
        }
        long bits = inversion.known() & slots.mask(slot);
        boolean single = Long.bitCount(bits) == 1;
        return new Condition(slot, bits, single ? bits : 0, 0, bits);
    }

    private static Condition comparison(Expression.Binary binary, Slots slots) {
        Long right = Constants.value(binary.right());
        Inversion inversion = Inversion.of(binary.left());
        int slot = inversion == null ? Slots.NONE : slots.of(inversion.field());
        if (right == null || inversion == null || !slots.numeric(slot)) {
            return NOTHING;
        }
        Condition equal = new Condition(slot, inversion.value(right), inversion.known() & slots.mask(slot), 0, 0);
        return binary.operator().equals("==") ? equal : equal.negated();
    }

    @SuppressWarnings("ArgumentSelectionDefectChecker") // swapping is what it does
    private Condition negated() {
        return new Condition(slot, whenFalse, knownWhenFalse, whenTrue, knownWhenTrue);
    }
}
