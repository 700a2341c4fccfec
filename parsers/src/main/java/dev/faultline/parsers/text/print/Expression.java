// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text.print;

import java.util.List;

/** An argument of a {@code print fmt}: C over the fields of the record, {@code REC->field}. */
sealed interface Expression {
    /** An integer. */
    record Constant(long value) implements Expression {}

    /** {@code REC->field}. */
    record Ref(String field) implements Expression {}

    /** A string literal. */
    record Text(String value) implements Expression {}

    /** A name that is no field: an enum constant or a kernel symbol whose value the text does not tell. */
    record Name(String name) implements Expression {}

    /** {@code !}, {@code ~} or {@code -} before an operand. */
    record Unary(char operator, Expression operand) implements Expression {}

    /** Two operands. */
    record Binary(String operator, Expression left, Expression right) implements Expression {}

    /** {@code condition ? then : otherwise}. */
    record Choice(Expression condition, Expression then, Expression otherwise) implements Expression {}

    /** {@code (type)operand}. */
    record Cast(String type, Expression operand) implements Expression {}

    /** {@code operand[index]}. */
    record Index(Expression operand, Expression index) implements Expression {}

    /** {@code name(arguments)}; also {@code {a, b}}, whose name is empty. */
    record Call(String name, List<Expression> arguments) implements Expression {}
}
