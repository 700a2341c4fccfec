// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracefs;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Evaluates the arguments of a {@code print fmt} as C does, with 64-bit numbers (Linux Documentation/trace/events.rst and
 * include/trace/stages/stage3_trace_output.h). A value is a {@link Long} or a {@link String}.
 */
final class CExpression {
    private static final List<List<String>> BINARY = List.of(
            List.of("||"),
            List.of("&&"),
            List.of("|"),
            List.of("^"),
            List.of("&"),
            List.of("==", "!="),
            List.of("<=", ">=", "<", ">"),
            List.of("<<", ">>"),
            List.of("+", "-"),
            List.of("*", "/", "%"));

    /** CONFIG_HZ=250, as Debian's kernels have it. */
    private static final long MILLIS_PER_JIFFY = 4;

    /** Names that the kernel left in the format (include/uapi/linux/ioprio.h). */
    private static final Map<String, Long> NAMES = Map.of(
            "IOPRIO_CLASS_NONE", 0L,
            "IOPRIO_CLASS_RT", 1L,
            "IOPRIO_CLASS_BE", 2L,
            "IOPRIO_CLASS_IDLE", 3L,
            "IOPRIO_CLASS_INVALID", 7L);

    private final CTokens tokens;
    private final Function<String, Object> fields;

    /** @param fields value of a field of the record */
    CExpression(CTokens tokens, Function<String, Object> fields) {
        this.tokens = tokens;
        this.fields = fields;
    }

    Object value() {
        Object condition = binary(0);
        if (!tokens.accept("?")) {
            return condition;
        }
        Object yes = value();
        tokens.expect(":");
        Object no = value();
        return (Long) condition != 0 ? yes : no;
    }

    private Object binary(int level) {
        if (level == BINARY.size()) {
            return unary();
        }
        Object left = binary(level + 1);
        while (BINARY.get(level).contains(tokens.peek())) {
            String operator = tokens.take();
            left = apply(operator, (Long) left, (Long) binary(level + 1));
        }
        return left;
    }

    private static Long apply(String operator, long a, long b) {
        return switch (operator) {
            case "||" -> a != 0 || b != 0 ? 1L : 0L;
            case "&&" -> a != 0 && b != 0 ? 1L : 0L;
            case "|" -> a | b;
            case "^" -> a ^ b;
            case "&" -> a & b;
            case "==" -> a == b ? 1L : 0L;
            case "!=" -> a != b ? 1L : 0L;
            case "<" -> a < b ? 1L : 0L;
            case ">" -> a > b ? 1L : 0L;
            case "<=" -> a <= b ? 1L : 0L;
            case ">=" -> a >= b ? 1L : 0L;
            case "<<" -> a << b;
            case ">>" -> a >>> b;
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / b;
            default -> a % b;
        };
    }

    private Object unary() {
        if (tokens.accept("-")) {
            return -(Long) unary();
        } else if (tokens.accept("~")) {
            return ~(Long) unary();
        } else if (tokens.accept("!")) {
            return (Long) unary() == 0 ? 1L : 0L;
        } else if (tokens.peek().equals("(")) {
            return parenthesis();
        }
        return primary();
    }

    /** A cast, which narrows, or an expression. */
    private Object parenthesis() {
        int mark = tokens.mark();
        tokens.expect("(");
        StringBuilder type = new StringBuilder();
        while (tokens.peek().matches("[a-z_]\\w*|\\*") && !tokens.peek().startsWith("__")) {
            type.append(tokens.take()).append(' ');
        }
        if (!type.isEmpty() && tokens.accept(")")) {
            Object value = unary();
            return value instanceof Long number ? narrow(number, type.toString()) : value;
        }
        tokens.reset(mark);
        tokens.expect("(");
        Object value = value();
        tokens.expect(")");
        if (value.equals("REC")) {
            tokens.expect("->");
            return fields.apply(tokens.take());
        }
        return value;
    }

    private static Long narrow(long value, String type) {
        if (type.contains("*") || type.contains("long") || type.contains("64") || type.contains("size_t")) {
            return value;
        }
        return type.contains("unsigned") || type.contains("u32") ? value & 0xffffffffL : (long) (int) value;
    }

    private Object primary() {
        String token = tokens.take();
        char first = token.charAt(0);
        if (first == '"') {
            return KernelFormat.unquote(token);
        } else if (Character.isDigit(first)) {
            String digits = token.replaceAll("[uUlL]+$", "");
            return Long.decode(digits);
        }
        return switch (token) {
            case "REC" -> {
                if (!tokens.accept("->")) {
                    yield "REC";
                }
                yield fields.apply(tokens.take());
            }
            case "__get_str" -> {
                tokens.expect("(");
                Object value = fields.apply(tokens.take());
                tokens.expect(")");
                yield value;
            }
            case "jiffies_to_msecs" -> MILLIS_PER_JIFFY * (Long) unary();
            case "__print_flags" -> flags();
            case "__print_symbolic" -> symbolic();
            default -> name(token);
        };
    }

    private static Long name(String token) {
        Long value = NAMES.get(token);
        if (value == null) {
            throw new IllegalArgumentException("what is " + token);
        }
        return value;
    }

    /** kernel/trace/trace_output.c, trace_print_flags_seq(). */
    private String flags() {
        tokens.expect("(");
        long left = (Long) value();
        tokens.expect(",");
        String delimiter = (String) value();
        StringBuilder text = new StringBuilder();
        while (tokens.accept(",")) {
            tokens.expect("{");
            long mask = (Long) value();
            tokens.expect(",");
            String name = (String) value();
            tokens.expect("}");
            if (left != 0 && (left & mask) == mask) {
                text.append(text.isEmpty() ? "" : delimiter).append(name);
                left &= ~mask;
            }
        }
        tokens.expect(")");
        if (left != 0) {
            text.append(text.isEmpty() ? "" : delimiter).append("0x").append(Long.toHexString(left));
        }
        return text.toString();
    }

    private String symbolic() {
        tokens.expect("(");
        long wanted = (Long) value();
        String found = null;
        while (tokens.accept(",")) {
            tokens.expect("{");
            long value = (Long) value();
            tokens.expect(",");
            String name = (String) value();
            tokens.expect("}");
            found = found == null && value == wanted ? name : found;
        }
        tokens.expect(")");
        return found == null ? "0x" + Long.toHexString(wanted) : found;
    }
}
