// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text.print;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Parser of {@code print fmt} arguments: a subset of C expressions (libtraceevent src/event-parse.c,
 * {@code process_arg_token()}; Linux include/trace/stages/stage3_trace_output.h).
 */
final class ExpressionParser {
    /** Deeper nesting than any kernel's formats have; a hostile format must not exhaust the stack. */
    private static final int DEEPEST = 200;

    private static final String[][] LEVELS = {
        {"||"},
        {"&&"},
        {"|"},
        {"^"},
        {"&"},
        {"==", "!="},
        {"<=", ">=", "<", ">"},
        {"<<", ">>"},
        {"+", "-"},
        {"*", "/", "%"}
    };

    private static final Set<String> TYPE_WORDS = Set.of(
            "unsigned",
            "signed",
            "int",
            "long",
            "short",
            "char",
            "void",
            "bool",
            "_Bool",
            "const",
            "struct",
            "union",
            "enum",
            "u8",
            "u16",
            "u32",
            "u64",
            "s8",
            "s16",
            "s32",
            "s64",
            "__u8",
            "__u16",
            "__u32",
            "__u64",
            "__s8",
            "__s16",
            "__s32",
            "__s64",
            "size_t",
            "ssize_t",
            "loff_t",
            "sector_t",
            "dev_t",
            "ino_t",
            "pgoff_t",
            "pid_t",
            "gfp_t",
            "uint64_t",
            "uint32_t",
            "int64_t",
            "int32_t",
            "__le64",
            "__le32",
            "__le16",
            "__be64",
            "__be32",
            "__be16",
            "uintptr_t",
            "blkcnt_t",
            "umode_t",
            "isolate_mode_t",
            "fmode_t",
            "typeof",
            "xfs_filblks_t",
            "xfs_fsblock_t");

    private final Tokens tokens;
    private int depth;

    ExpressionParser(String text) {
        this.tokens = new Tokens(text);
    }

    /** All arguments, separated by commas. */
    List<Expression> arguments() {
        List<Expression> all = new ArrayList<>();
        while (!tokens.atEnd()) {
            all.add(argument());
            if (!tokens.take(",")) {
                break;
            }
        }
        if (!tokens.atEnd()) {
            throw tokens.unexpected();
        }
        return all;
    }

    /** One argument; what is no expression that we know is one without a meaning. */
    private Expression argument() {
        int back = tokens.mark();
        try {
            Expression read = expression();
            if (tokens.atEnd() || tokens.peek(",")) {
                return read;
            }
        } catch (BadFormatException e) {
            depth = 0;
        }
        tokens.reset(back);
        tokens.skipArgument();
        return new Expression.Call("unknown", List.of());
    }

    private Expression expression() {
        if (++depth > DEEPEST) {
            throw new BadFormatException("nested deeper than " + DEEPEST);
        }
        Expression condition = binary(0);
        depth--;
        if (!tokens.take("?")) {
            return condition;
        }
        Expression then = expression();
        tokens.expect(":");
        return new Expression.Choice(condition, then, expression());
    }

    private Expression binary(int level) {
        if (level == LEVELS.length) {
            return unary();
        }
        Expression left = binary(level + 1);
        for (String operator = tokens.takeOneOf(LEVELS[level]);
                operator != null;
                operator = tokens.takeOneOf(LEVELS[level])) {
            left = new Expression.Binary(operator, left, binary(level + 1));
        }
        return left;
    }

    private Expression unary() {
        if (++depth > DEEPEST) {
            throw new BadFormatException("nested deeper than " + DEEPEST);
        }
        Expression read = prefixed();
        depth--;
        return read;
    }

    private Expression prefixed() {
        if (tokens.take("!")) {
            return new Expression.Unary('!', unary());
        } else if (tokens.take("~")) {
            return new Expression.Unary('~', unary());
        } else if (tokens.take("-")) {
            return new Expression.Unary('-', unary());
        } else if (tokens.take("+") || tokens.take("&") || tokens.take("*")) {
            return new Expression.Call("address", List.of(unary()));
        }
        String type = castType();
        return type == null ? postfix(primary()) : new Expression.Cast(type, unary());
    }

    /** {@code (type)} or {@code (type *)}, taken when the brackets hold nothing but the words of a type. */
    private @org.jspecify.annotations.Nullable String castType() {
        int back = tokens.mark();
        if (!tokens.take("(")) {
            return null;
        }
        StringBuilder type = new StringBuilder();
        while (!tokens.peek(")")) {
            String word = tokens.word();
            boolean named = word != null && (TYPE_WORDS.contains(word) || endsLikeType(type, word) || castsNext());
            if (!named && !(word == null && tokens.take("*"))) {
                tokens.reset(back);
                return null;
            }
            type.append(type.isEmpty() ? "" : " ").append(word == null ? "*" : word);
        }
        tokens.expect(")");
        return type.isEmpty() ? null : type.toString();
    }

    /** {@code (word)} right before an operand can only be a cast. */
    private boolean castsNext() {
        int back = tokens.mark();
        boolean operand = tokens.take(")") && (tokens.peek("(") || tokens.atNumber() || tokens.word() != null);
        tokens.reset(back);
        return operand;
    }

    private static boolean endsLikeType(StringBuilder before, String word) {
        String text = before.toString();
        return text.endsWith("struct") || text.endsWith("union") || text.endsWith("enum") || word.endsWith("_t");
    }

    private Expression primary() {
        if (tokens.take("(")) {
            Expression inner = expression();
            tokens.expect(")");
            return inner;
        } else if (tokens.take("{")) {
            return new Expression.Call("", list("}"));
        } else if (tokens.peek("'")) {
            return new Expression.Constant(tokens.character());
        } else if (tokens.atString()) {
            return new Expression.Text(tokens.string());
        } else if (tokens.atNumber()) {
            return new Expression.Constant(tokens.number());
        }
        String word = tokens.word();
        if (word == null) {
            throw tokens.unexpected();
        } else if (tokens.take("(")) {
            return new Expression.Call(word, list(")"));
        }
        return new Expression.Name(word);
    }

    private List<Expression> list(String end) {
        List<Expression> all = new ArrayList<>();
        while (!tokens.take(end)) {
            all.add(expression());
            if (!tokens.take(",") && !tokens.peek(end)) {
                throw tokens.unexpected();
            }
        }
        return all;
    }

    private Expression postfix(Expression start) {
        Expression read = start;
        while (true) {
            if (tokens.take("->") || tokens.take(".")) {
                String member = tokens.word();
                if (member == null) {
                    throw tokens.unexpected();
                }
                boolean record =
                        read instanceof Expression.Name name && name.name().equals("REC");
                read = record ? new Expression.Ref(member) : new Expression.Call("member", List.of(read));
            } else if (tokens.take("[")) {
                Expression index = expression();
                tokens.expect("]");
                read = new Expression.Index(read, index);
            } else {
                return read;
            }
        }
    }
}
