// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.print;

import dev.faultline.samples.write.FormatField;
import java.util.List;
import java.util.OptionalLong;

/** An argument of a print fmt. Numbers are 64 bits wide, as all that fields hold fits into them. */
sealed interface Expression {
    /** Its value; of a text 0. */
    long number(Shown record);

    /** Its value as {@code %s} prints it. */
    default String text(Shown record) {
        return Long.toString(number(record));
    }

    /** How much one more is: where it is a pointer, the size of what it points to. */
    default long stride(Shown record) {
        return 1;
    }

    /** A number as written. */
    record Literal(long value) implements Expression {
        @Override
        public long number(Shown record) {
            return value;
        }
    }

    /** A text as written. */
    record Text(String value) implements Expression {
        @Override
        public long number(Shown record) {
            return 0;
        }

        @Override
        public String text(Shown record) {
            return value;
        }
    }

    /** {@code REC->name}, and {@code __get_str(name)}. */
    record Field(FormatField field) implements Expression {
        @Override
        public long number(Shown record) {
            return record.number(field);
        }

        @Override
        public String text(Shown record) {
            return record.text(field);
        }
    }

    /** A name that only the kernel knows; 0 for others. */
    record Named(String name) implements Expression {
        @Override
        public long number(Shown record) {
            return value(record).orElse(0);
        }

        OptionalLong value(Shown record) {
            return record.dialect().constant(name, record.ts());
        }
    }

    /** A cast to a type of {@code bytes} bytes; a {@code struct page *} steps by {@code stride}, which trace-cmd overlooks. */
    record Cast(int bytes, boolean signed, long stride, Expression inner) implements Expression {
        @Override
        public long stride(Shown record) {
            return record.dialect().kernel() ? stride : 1;
        }

        @Override
        public long number(Shown record) {
            int unused = Long.SIZE - Byte.SIZE * bytes;
            long value = inner.number(record) << unused;
            return signed ? value >> unused : value >>> unused;
        }
    }

    /** {@code jiffies_to_msecs(inner)}. */
    record Millis(Expression jiffies) implements Expression {
        @Override
        public long number(Shown record) {
            return record.dialect().millis(jiffies.number(record));
        }
    }

    /** An operator with two sides. */
    record Binary(String operator, Expression left, Expression right) implements Expression {
        @Override
        public long number(Shown record) {
            long a = left.number(record);
            long b = right.number(record);
            return switch (operator) {
                case "+" -> a + b * left.stride(record);
                case "-" -> a - b;
                case "/" -> b == 0 ? 0 : a / b;
                case "*" -> a * b;
                case "&" -> a & b;
                case "|" -> a | b;
                case "<<" -> a << b;
                case ">>" -> a >> b;
                default -> throw new IllegalArgumentException("print fmt: operator " + operator);
            };
        }
    }

    /** {@code condition ? yes : no}. */
    record Choice(Expression condition, Expression yes, Expression no) implements Expression {
        @Override
        public long number(Shown record) {
            return chosen(record).number(record);
        }

        @Override
        public String text(Shown record) {
            return chosen(record).text(record);
        }

        private Expression chosen(Shown record) {
            return condition.number(record) != 0 ? yes : no;
        }
    }

    /** A pair of {@code __print_flags} and {@code __print_symbolic}. */
    record Pair(Expression value, String name) {
        boolean is(long number, Shown record) {
            boolean known =
                    !(value instanceof Named named) || named.value(record).isPresent();
            return known && value.number(record) == number;
        }
    }

    /** {@code __print_symbolic}: the name of a value (kernel {@code trace_print_symbols_seq()}). */
    record Symbolic(Expression value, List<Pair> pairs) implements Expression {
        @Override
        public long number(Shown record) {
            return value.number(record);
        }

        @Override
        public String text(Shown record) {
            long number = value.number(record);
            return pairs.stream()
                    .filter(pair -> pair.is(number, record))
                    .map(Pair::name)
                    .findFirst()
                    .orElseGet(() -> "0x" + Long.toHexString(number));
        }
    }

    /** {@code __print_flags}: the names of the bits that are set, what is left over as a number ({@code trace_print_flags_seq()}). */
    record Flags(Expression value, String delimiter, List<Pair> pairs) implements Expression {
        @Override
        public long number(Shown record) {
            return value.number(record);
        }

        @Override
        public String text(Shown record) {
            long left = value.number(record);
            StringBuilder text = new StringBuilder();
            for (Pair pair : pairs) {
                long mask = pair.value().number(record);
                if ((left & mask) == mask) {
                    left &= ~mask;
                    text.append(text.isEmpty() ? "" : delimiter).append(pair.name());
                }
            }
            if (left != 0) {
                text.append(text.isEmpty() ? "" : delimiter).append("0x").append(Long.toHexString(left));
            }
            return text.toString();
        }
    }
}
