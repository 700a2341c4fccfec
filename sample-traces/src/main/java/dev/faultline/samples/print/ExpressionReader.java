// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.print;

import dev.faultline.samples.write.EventFormat;
import dev.faultline.samples.write.FormatField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the arguments of a print fmt, as far as the formats of this module use C. */
final class ExpressionReader {
    private static final Set<String> TYPES = Set.of(
            "unsigned", "signed", "int", "long", "char", "short", "void", "struct", "loff_t", "u64", "s64", "u32");
    private static final Map<String, Integer> PRECEDENCE =
            Map.of("|", 1, "&", 2, "<<", 3, ">>", 3, "+", 4, "-", 4, "*", 5, "/", 5);

    /** sizeof(struct page) on x86-64. */
    private static final long PAGE_STRUCT = 64;

    private final Lexer in;
    private final EventFormat format;

    ExpressionReader(Lexer in, EventFormat format) {
        this.in = in;
        this.format = format;
    }

    Expression expression() {
        Expression condition = binary(1);
        if (!in.take("?")) {
            return condition;
        }
        Expression yes = expression();
        in.expect(":");
        return new Expression.Choice(condition, yes, expression());
    }

    private Expression binary(int lowest) {
        Expression left = primary();
        while (PRECEDENCE.getOrDefault(in.peek(), 0) >= lowest) {
            String operator = in.next();
            left = new Expression.Binary(operator, left, binary(PRECEDENCE.getOrDefault(operator, 0) + 1));
        }
        return left;
    }

    private Expression primary() {
        if (in.peek().equals("(")) {
            return TYPES.contains(in.peek(1)) ? cast() : parenthesis();
        }
        String token = in.next();
        if (token.startsWith("\"")) {
            return new Expression.Text(token.substring(1));
        }
        if (Character.isDigit(token.charAt(0))) {
            return new Expression.Literal(Long.decode(token));
        }
        return switch (token) {
            case "REC" -> {
                in.expect("->");
                yield new Expression.Field(field(in.next()));
            }
            case "__get_str" -> new Expression.Field(field(inParenthesis()));
            case "__print_flags" -> flags();
            case "__print_symbolic" -> symbolic();
            case "jiffies_to_msecs" -> new Expression.Millis(parenthesis());
            default -> new Expression.Named(token);
        };
    }

    private String inParenthesis() {
        in.expect("(");
        String name = in.next();
        in.expect(")");
        return name;
    }

    private Expression parenthesis() {
        in.expect("(");
        Expression inner = expression();
        in.expect(")");
        return inner;
    }

    private Expression cast() {
        in.expect("(");
        List<String> type = new ArrayList<>();
        while (!in.take(")")) {
            type.add(in.next());
        }
        int bytes = type.contains("int") && !type.contains("*") ? Integer.BYTES : Long.BYTES;
        long stride = type.contains("page") ? PAGE_STRUCT : 1;
        return new Expression.Cast(bytes, !type.contains("unsigned"), stride, primary());
    }

    private Expression flags() {
        in.expect("(");
        Expression value = expression();
        in.expect(",");
        String delimiter = in.next().substring(1);
        return new Expression.Flags(value, delimiter, pairs());
    }

    private Expression symbolic() {
        in.expect("(");
        return new Expression.Symbolic(expression(), pairs());
    }

    private List<Expression.Pair> pairs() {
        List<Expression.Pair> pairs = new ArrayList<>();
        while (in.take(",")) {
            in.expect("{");
            Expression value = expression();
            in.expect(",");
            pairs.add(new Expression.Pair(value, in.next().substring(1)));
            in.expect("}");
        }
        in.expect(")");
        return List.copyOf(pairs);
    }

    private FormatField field(String name) {
        return format.fields().get(format.slot(name));
    }
}
