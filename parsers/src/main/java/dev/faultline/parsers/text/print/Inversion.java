// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text.print;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a printed number tells a field: {@code ((dev) >> 20)} printed as 254 says that the bits from 20 on are 254.
 * Operations that lose more than bits (a division, say) cannot be inverted.
 */
final class Inversion {
    private enum Kind {
        SHIFT_LEFT,
        SHIFT_RIGHT,
        MASK,
        ADD,
        NEGATE,
        INVERT,
        DIVIDE
    }

    private record Step(Kind kind, long operand) {}

    private final String field;
    private final List<Step> steps;

    private Inversion(String field, List<Step> steps) {
        this.field = field;
        this.steps = steps;
    }

    /** The inversion of an expression over one field; {@code null} when there is none. */
    static @Nullable Inversion of(Expression expression) {
        List<Step> steps = new ArrayList<>();
        Expression at = expression;
        while (!(at instanceof Expression.Ref)) {
            at = inner(at, steps);
            if (at == null) {
                return null;
            }
        }
        return new Inversion(((Expression.Ref) at).field(), List.copyOf(steps));
    }

    /** Name of the field. */
    String field() {
        return field;
    }

    /** The field's bits, as far as {@link #known} says, of a printed value. */
    long value(long printed) {
        long value = printed;
        for (Step step : steps) {
            value = switch (step.kind) {
                case SHIFT_LEFT -> value << step.operand;
                case SHIFT_RIGHT -> value >>> step.operand;
                case MASK -> value & step.operand;
                case ADD -> value + step.operand;
                case NEGATE -> -value;
                case INVERT -> ~value;
                case DIVIDE -> value / step.operand;
            };
        }
        return value;
    }

    /** Which bits of the field a printed value tells, all of whose bits are known. */
    long known() {
        long known = -1;
        for (Step step : steps) {
            known = switch (step.kind) {
                case SHIFT_LEFT -> known << step.operand;
                // bits that the kernel shifted out at the top are taken for zero: they count as known
                case SHIFT_RIGHT -> (known >>> step.operand) | ~(-1L >>> step.operand);
                case MASK -> known & step.operand;
                case INVERT -> known;
                case ADD, NEGATE, DIVIDE -> known == -1 ? -1 : 0;
            };
        }
        return known;
    }

    private static @Nullable Expression inner(Expression at, List<Step> steps) {
        if (at instanceof Expression.Cast cast) {
            long mask = width(cast.type());
            if (mask != -1) {
                steps.add(new Step(Kind.MASK, mask));
            }
            return cast.operand();
        } else if (at instanceof Expression.Unary unary && unary.operator() != '!') {
            steps.add(new Step(unary.operator() == '-' ? Kind.NEGATE : Kind.INVERT, 0));
            return unary.operand();
        } else if (at instanceof Expression.Binary binary) {
            return binary(binary, steps);
        }
        return null;
    }

    private static @Nullable Expression binary(Expression.Binary at, List<Step> steps) {
        Long right = Constants.value(at.right());
        Long left = Constants.value(at.left());
        long operand = right != null ? right : left != null ? left : 0;
        Expression inner = right != null ? at.left() : at.right();
        boolean commutes = right != null || (left != null && "*+&".contains(at.operator()));
        if (!commutes) {
            return null;
        }
        Step step = switch (at.operator()) {
            case ">>" -> new Step(Kind.SHIFT_LEFT, operand);
            case "<<" -> new Step(Kind.SHIFT_RIGHT, operand);
            case "&" -> new Step(Kind.MASK, operand);
            case "+" -> new Step(Kind.ADD, -operand);
            case "-" -> new Step(Kind.ADD, operand);
            case "*" -> operand == 0 ? null : new Step(Kind.DIVIDE, operand);
            default -> null;
        };
        if (step == null) {
            return null;
        }
        steps.add(step);
        return inner;
    }

    /** Bits that a cast keeps; -1 for types of 64 bits, pointers and names that are not known. */
    private static long width(String type) {
        return switch (type) {
            case "unsigned char", "u8", "__u8", "unsigned short", "u16", "__u16" ->
                type.endsWith("8") || type.endsWith("char") ? 0xff : 0xffff;
            case "unsigned int", "unsigned", "u32", "__u32", "dev_t", "uint32_t" -> 0xffff_ffffL;
            default -> -1;
        };
    }
}
