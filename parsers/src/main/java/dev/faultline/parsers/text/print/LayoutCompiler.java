// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text.print;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turns a {@code print fmt} into pieces. */
final class LayoutCompiler {
    private final Slots slots;

    LayoutCompiler(Slots slots) {
        this.slots = slots;
    }

    List<Piece> compile(String printFmt) {
        List<Expression> all = new ExpressionParser(printFmt).arguments();
        if (all.isEmpty() || !(all.get(0) instanceof Expression.Text format)) {
            throw new BadFormatException("no format string");
        }
        return pieces(format.value(), all.subList(1, all.size()));
    }

    private List<Piece> pieces(String format, List<Expression> arguments) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int argument = 0;
        for (int i = 0; i < format.length(); ) {
            boolean conversion = format.charAt(i) == '%' && !format.startsWith("%%", i);
            if (!conversion) {
                literal.append(format.charAt(i));
                i += format.charAt(i) == '%' ? 2 : 1;
                continue;
            }
            Conversion read = Conversion.at(format, i);
            argument += read.stars();
            if (argument >= arguments.size()) {
                throw new BadFormatException("more conversions than arguments");
            }
            Expression value = arguments.get(argument++);
            if (read.letter() == 's' && value instanceof Expression.Text text) {
                literal.append(text.value());
            } else {
                pieces.addAll(PrintLayout.literal(literal.toString()));
                literal.setLength(0);
                pieces.add(piece(read, value));
            }
            i = read.end();
        }
        pieces.addAll(PrintLayout.literal(literal.toString()));
        return pieces;
    }

    private Piece piece(Conversion conversion, Expression value) {
        return switch (conversion.letter()) {
            case 'd', 'i', 'u' -> number(NumberForm.DECIMAL, value);
            case 'x', 'X' -> number(NumberForm.HEX, value);
            case 'o' -> number(NumberForm.OCTAL, value);
            case 'c' -> number(NumberForm.CHARACTER, value);
            case 's' -> string(value);
            case 'p' -> pointer(conversion.extension(), value);
            default -> throw new BadFormatException("unknown conversion %" + conversion.letter());
        };
    }

    private Piece number(NumberForm form, Expression value) {
        Expression printed = value;
        Long otherwise = null;
        if (value instanceof Expression.Choice choice) {
            // known ? field : constant: unless the constant is printed it is the field
            printed = choice.then();
            otherwise = Constants.value(choice.otherwise());
            if (otherwise == null) {
                return new Pieces.Count(form, Slots.NONE, null, null);
            }
        }
        Inversion inversion = Inversion.of(printed);
        int slot = inversion == null ? Slots.NONE : slots.of(inversion.field());
        return new Pieces.Count(form, slot, slots.numeric(slot) ? inversion : null, otherwise);
    }

    private Piece string(Expression value) {
        if (value instanceof Expression.Cast cast) {
            return string(cast.operand());
        } else if (value instanceof Expression.Text text) {
            return new Pieces.Literal(text.value());
        } else if (value instanceof Expression.Ref ref) {
            return text(ref.field());
        } else if (value instanceof Expression.Choice choice) {
            Condition condition = Condition.of(choice.condition(), slots);
            return new Pieces.Choice(condition, string(choice.then()), string(choice.otherwise()));
        } else if (value instanceof Expression.Call call) {
            return call(call);
        }
        return opaque(value);
    }

    private Piece call(Expression.Call call) {
        return switch (call.name()) {
            case "__get_str", "__get_rel_str", "__get_dynamic_array", "__get_rel_dynamic_array" ->
                text(fieldName(call.arguments().get(0)));
            case "__text" ->
                new Pieces.Text(slots.textOf(fieldName(call.arguments().get(0))), Match.Kind.TEXT);
            case "__word" -> new Pieces.Word(slots.of(fieldName(call.arguments().get(0))));
            case "__byte" ->
                new Pieces.CharNumber(slots.of(fieldName(call.arguments().get(0))));
            case "__number" -> number(NumberForm.SELF_EVIDENT, call.arguments().get(0));
            case "__quoted" -> bytes(call, Match.Kind.QUOTED);
            case "__print_symbolic", "__print_symbolic_u64" ->
                names(
                        null,
                        call.arguments().get(0),
                        call.arguments().subList(1, call.arguments().size()));
            case "__print_flags", "__print_flags_u64" -> flags(call);
            case "__print_hex", "__print_hex_str" -> bytes(call, Match.Kind.HEX_BYTES);
            case "__print_array", "__print_dynamic_array" -> bytes(call, Match.Kind.NUMBERS);
            default -> opaque(call);
        };
    }

    private Piece flags(Expression.Call call) {
        String delimiter = call.arguments().get(1) instanceof Expression.Text text ? text.value() : "|";
        return names(
                delimiter,
                call.arguments().get(0),
                call.arguments().subList(2, call.arguments().size()));
    }

    private Piece names(@Nullable String delimiter, Expression value, List<Expression> pairs) {
        Map<String, Long> names = new LinkedHashMap<>();
        boolean ambiguous = false;
        for (Expression pair : pairs) {
            if (!(pair instanceof Expression.Call group) || group.arguments().size() != 2) {
                throw new BadFormatException("a table of names with something else than {value, name}");
            }
            Long number = Constants.value(group.arguments().get(0));
            String name = group.arguments().get(1) instanceof Expression.Text text ? text.value() : "";
            ambiguous |= number == null || (names.containsKey(name) && !number.equals(names.get(name)));
            names.put(name, number == null ? 0 : number);
        }
        Inversion inversion = Inversion.of(value);
        int slot = inversion == null ? Slots.NONE : slots.of(inversion.field());
        boolean told = slots.numeric(slot) && !ambiguous;
        return told ? new Pieces.Names(delimiter, names, slot, inversion) : opaque(value);
    }

    private Piece bytes(Expression.Call call, Match.Kind kind) {
        String field = fieldName(call.arguments().get(0));
        int slot = slots.of(field);
        return slot == Slots.NONE ? opaque(call) : new Pieces.Text(slot, kind);
    }

    private Piece text(String field) {
        int slot = slots.of(field);
        return slots.textual(slot)
                ? new Pieces.Text(slot, Match.Kind.TEXT)
                : new Pieces.Text(slot == Slots.NONE ? Slots.NONE : slots.textOf(field), Match.Kind.TEXT);
    }

    private Piece pointer(String extension, Expression value) {
        Inversion inversion = Inversion.of(value);
        int slot = inversion == null ? Slots.NONE : slots.of(inversion.field());
        boolean address = inversion != null && inversion.known() == -1 && slots.numeric(slot);
        if (extension.isEmpty() || "sSfFBxK".contains(extension.substring(0, 1))) {
            int text = inversion == null || slot == Slots.NONE ? Slots.NONE : slots.textOf(inversion.field());
            return new Pieces.Pointer(address ? slot : Slots.NONE, text, extension.isEmpty() || extension.equals("K"));
        }
        return opaque(value);
    }

    /** Text that tells no field's value; kept beside the field when it is about one only. */
    private Piece opaque(Expression value) {
        Set<String> fields = new TreeSet<>();
        references(value, fields);
        fields.removeIf(name -> slots.of(name) == Slots.NONE);
        String only = fields.size() == 1 ? fields.iterator().next() : "";
        boolean known = slots.of(only) != Slots.NONE;
        return new Pieces.Text(known ? slots.textOf(only) : Slots.NONE, Match.Kind.TEXT);
    }

    private static void references(Expression at, Set<String> into) {
        if (at instanceof Expression.Ref ref) {
            into.add(ref.field());
        } else if (at instanceof Expression.Name name) {
            into.add(name.name());
        } else if (at instanceof Expression.Cast cast) {
            references(cast.operand(), into);
        } else if (at instanceof Expression.Unary unary) {
            references(unary.operand(), into);
        } else if (at instanceof Expression.Binary binary) {
            references(binary.left(), into);
            references(binary.right(), into);
        } else if (at instanceof Expression.Choice choice) {
            references(choice.condition(), into);
            references(choice.then(), into);
            references(choice.otherwise(), into);
        } else if (at instanceof Expression.Index index) {
            references(index.operand(), into);
        } else if (at instanceof Expression.Call call) {
            call.arguments().forEach(argument -> references(argument, into));
        }
    }

    private static String fieldName(Expression argument) {
        Expression at = argument;
        while (at instanceof Expression.Cast cast) {
            at = cast.operand();
        }
        if (at instanceof Expression.Name name) {
            return name.name();
        } else if (at instanceof Expression.Ref ref) {
            return ref.field();
        } else if (at instanceof Expression.Call call && !call.arguments().isEmpty()) {
            return fieldName(call.arguments().get(0));
        }
        return "";
    }
}
