// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text.print;

import org.jspecify.annotations.Nullable;

/** The value of expressions without fields, such as {@code ((1U << 20) - 1)}. */
final class Constants {
    private Constants() {}

    /** The value; {@code null} when the expression is not constant. */
    static @Nullable Long value(Expression expression) {
        if (expression instanceof Expression.Constant number) {
            return number.value();
        } else if (expression instanceof Expression.Cast cast) {
            return value(cast.operand());
        } else if (expression instanceof Expression.Unary unary) {
            Long operand = value(unary.operand());
            return operand == null ? null : unary(unary.operator(), operand);
        } else if (expression instanceof Expression.Binary binary) {
            Long left = value(binary.left());
            Long right = value(binary.right());
            return left == null || right == null ? null : binary(binary.operator(), left, right);
        }
        return null;
    }

    private static Long unary(char operator, long operand) {
        return switch (operator) {
            case '-' -> -operand;
            case '~' -> ~operand;
            default -> operand == 0 ? 1L : 0L;
        };
    }

    private static @Nullable Long binary(String operator, long left, long right) {
        return switch (operator) {
            case "+" -> left + right;
            case "-" -> left - right;
            case "*" -> left * right;
            case "/" -> right == 0 ? null : left / right;
            case "<<" -> left << right;
            case ">>" -> left >>> right;
            case "|" -> left | right;
            case "&" -> left & right;
            case "^" -> left ^ right;
            default -> null;
        };
    }
}
