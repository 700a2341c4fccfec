// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text.print;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kinds of pieces. */
final class Pieces {
    private Pieces() {}

    /** Fixed text. */
    static final class Literal extends Piece {
        private final byte[] bytes;

        Literal(String text) {
            this.bytes = text.getBytes(StandardCharsets.UTF_8);
        }

        byte[] bytes() {
            return bytes;
        }

        @Override
        boolean match(Match match, int at) {
            return match.startsWith(bytes, at) && rest(match, at + bytes.length);
        }
    }

    /** A number that tells bits of a field, or nothing. */
    static final class Count extends Piece {
        private final NumberForm form;
        private final int slot;
        private final @Nullable Inversion inversion;
        private final long known;
        private final @Nullable Long silent;

        /** @param silent the value that tells nothing; {@code null} when every value tells something */
        Count(NumberForm form, int slot, @Nullable Inversion inversion, @Nullable Long silent) {
            this.form = form;
            this.slot = slot;
            this.inversion = inversion;
            this.silent = silent;
            this.known = inversion == null ? 0 : inversion.known();
        }

        @Override
        boolean match(Match match, int at) {
            long read = form.read(match, at);
            if (read == NumberForm.NO_NUMBER) {
                return false;
            }
            int mark = match.count;
            if (inversion != null && (silent == null || silent != form.value(match, at))) {
                match.bits(slot, inversion.value(form.value(match, at)), known);
            }
            if (rest(match, (int) read)) {
                return true;
            }
            match.count = mark;
            return false;
        }
    }

    /** Text up to what must follow; tries the next place where that stands when the first was part of the text. */
    static final class Text extends Piece {
        private final int slot;
        private final Match.Kind kind;

        Text(int slot, Match.Kind kind) {
            this.slot = slot;
            this.kind = kind;
        }

        @Override
        boolean match(Match match, int at) {
            if (last()) {
                note(match, at, match.end);
                return true;
            }
            byte[] anchor = anchor();
            int mark = match.count;
            for (int to = at; to <= match.end; to++) {
                if (anchor == null || match.startsWith(anchor, to)) {
                    note(match, at, to);
                    if (rest(match, to)) {
                        return true;
                    }
                    match.count = mark;
                }
            }
            return false;
        }

        private void note(Match match, int from, int to) {
            if (slot != Slots.NONE) {
                match.span(slot, kind, from, to);
            }
        }
    }

    /** A word between spaces, the spaces before it included. */
    static final class Word extends Piece {
        private final int slot;

        Word(int slot) {
            this.slot = slot;
        }

        @Override
        boolean match(Match match, int at) {
            int from = at;
            while (from < match.end && match.bytes[from] == ' ') {
                from++;
            }
            int to = from;
            while (to < match.end && match.bytes[to] != ' ') {
                to++;
            }
            int mark = match.count;
            match.span(slot, Match.Kind.TEXT, from, to);
            if (to > from && rest(match, to)) {
                return true;
            }
            match.count = mark;
            return false;
        }
    }

    /** A byte as option fields prints it: {@code 'c'(99)}, or {@code (9)} when it is no printable character. */
    static final class CharNumber extends Piece {
        private final int slot;

        CharNumber(int slot) {
            this.slot = slot;
        }

        @Override
        boolean match(Match match, int at) {
            int open = at + 3 < match.end && match.bytes[at] == '\'' ? at + 3 : at;
            long end = open < match.end && match.bytes[open] == '(' ? NumberForm.DECIMAL.read(match, open + 1) : -1;
            if (end < 0 || end >= match.end || match.bytes[(int) end] != ')') {
                return false;
            }
            int mark = match.count;
            match.bits(slot, NumberForm.DECIMAL.value(match, open + 1), -1);
            if (rest(match, (int) end + 1)) {
                return true;
            }
            match.count = mark;
            return false;
        }
    }

    /** Names of a value or of its bits, as {@code __print_symbolic} and {@code __print_flags} print them. */
    static final class Names extends Piece {
        @SuppressWarnings("ArrayRecordComponent") // never compared
        private record Name(byte[] bytes, long value) {}

        private static final int NOTHING = -1;

        private final byte @Nullable [] delimiter;
        private final List<Name> names;
        private final int slot;
        private final @Nullable Inversion inversion;

        /** @param delimiter between the names of bits; {@code null} for the name of one value */
        Names(@Nullable String delimiter, Map<String, Long> names, int slot, @Nullable Inversion inversion) {
            this.delimiter = delimiter == null ? null : delimiter.getBytes(StandardCharsets.UTF_8);
            this.names = names.entrySet().stream()
                    .map(name -> new Name(name.getKey().getBytes(StandardCharsets.UTF_8), name.getValue()))
                    .sorted(Comparator.comparingInt(name -> -name.bytes.length))
                    .toList();
            this.slot = slot;
            this.inversion = inversion;
        }

        @Override
        boolean match(Match match, int at) {
            int mark = match.count;
            match.names = 0;
            int to = one(match, at);
            if (to == NOTHING && delimiter == null) {
                return false;
            }
            int from = to == NOTHING ? at : to;
            while (delimiter != null && to != NOTHING) {
                from = to;
                to = match.startsWith(delimiter, from) ? one(match, from + delimiter.length) : NOTHING;
            }
            if (inversion != null) {
                match.bits(slot, inversion.value(match.names), inversion.known());
            }
            if (rest(match, from)) {
                return true;
            }
            match.count = mark;
            return false;
        }

        /** Adds the bits of one name, or of the number that is left over; end of it, {@link #NOTHING} without one. */
        private int one(Match match, int at) {
            Name name = name(match, at);
            if (name != null) {
                match.names |= name.value;
                return at + name.bytes.length;
            }
            boolean number = at + 1 < match.end && match.bytes[at] == '0' && match.bytes[at + 1] == 'x';
            long end = number ? NumberForm.HEX.read(match, at) : NumberForm.NO_NUMBER;
            if (end != NumberForm.NO_NUMBER) {
                match.names |= NumberForm.HEX.value(match, at);
            }
            return (int) end;
        }

        private @Nullable Name name(Match match, int at) {
            for (Name name : names) {
                if (match.startsWith(name.bytes, at)) {
                    return name;
                }
            }
            return null;
        }
    }

    /** One of two layouts, by a condition that tells bits when it is known which way it went. */
    static final class Choice extends Piece {
        private final Piece then;
        private final Piece otherwise;
        private final Condition condition;

        Choice(Condition condition, Piece then, Piece otherwise) {
            this.condition = condition;
            this.then = then;
            this.otherwise = otherwise;
        }

        @Override
        void link(Piece following) {
            super.link(following);
            then.link(following);
            otherwise.link(following);
        }

        /** Nothing at all fits everywhere: the alternative that prints nothing comes last. */
        @Override
        boolean match(Match match, int at) {
            boolean emptyThen = then instanceof Literal literal && literal.bytes.length == 0;
            return (!emptyThen && then(match, at)) || otherwise(match, at) || (emptyThen && then(match, at));
        }

        private boolean then(Match match, int at) {
            return way(match, at, then, condition.whenTrue(), condition.knownWhenTrue());
        }

        private boolean otherwise(Match match, int at) {
            return way(match, at, otherwise, condition.whenFalse(), condition.knownWhenFalse());
        }

        private boolean way(Match match, int at, Piece layout, long value, long known) {
            int mark = match.count;
            if (known != 0) {
                match.bits(condition.slot(), value, known);
            }
            if (layout.match(match, at)) {
                return true;
            }
            match.count = mark;
            return false;
        }
    }

    /** A pointer: an address, or a symbol, or a hash of the address (Linux lib/vsprintf.c, {@code ptr_to_id()}). */
    static final class Pointer extends Piece {
        private final int slot;
        private final int text;
        private final boolean hashed;

        /** @param hashed whether the kernel prints a hash in place of an address ({@code %p}) */
        Pointer(int slot, int text, boolean hashed) {
            this.slot = slot;
            this.text = text;
            this.hashed = hashed;
        }

        @Override
        boolean match(Match match, int at) {
            byte[] anchor = anchor();
            int mark = match.count;
            for (int to = last() ? match.end : at; to <= match.end; to++) {
                if (last() || anchor == null || match.startsWith(anchor, to)) {
                    note(match, at, to);
                    if (rest(match, to)) {
                        return true;
                    }
                    match.count = mark;
                }
            }
            return false;
        }

        private void note(Match match, int from, int to) {
            int address = address(match, from, to);
            if (address > from) {
                note(match, address, to - 1);
                if (text != Slots.NONE) {
                    match.span(text, Match.Kind.TEXT, from, address - 2);
                }
                return;
            }
            boolean number = from < to && NumberForm.HEX.read(match, from) == to && !symbol(match, from, to);
            boolean zero = number && NumberForm.HEX.value(match, from) == 0;
            // a hash has 32 bits and is padded to 16 digits without 0x; no kernel address is that small
            boolean hash = hashed
                    && number
                    && !zero
                    && to - from == 16
                    && match.bytes[from + 1] != 'x'
                    && NumberForm.HEX.value(match, from) >>> 32 == 0;
            boolean none = match.startsWith(NULL, from) && to - from == NULL.length;
            if (slot != Slots.NONE && ((number && !hash) || none)) {
                match.bits(slot, none ? 0 : NumberForm.HEX.value(match, from), -1);
            } else if (text != Slots.NONE) {
                match.span(text, Match.Kind.TEXT, from, to);
            }
        }

        /** Where the address of {@code symbol (0x1234)} begins, as libtraceevent 1.8 writes; {@code from} without one. */
        private static int address(Match match, int from, int to) {
            int open = to - 2;
            while (open > from && match.bytes[open] != '(') {
                open--;
            }
            boolean whole = to - from > 4 && match.bytes[to - 1] == ')' && open > from && match.bytes[open - 1] == ' ';
            return whole && match.startsWith(PREFIX, open + 1) ? open + 1 : from;
        }

        /** A symbol can be spelt with hex digits alone ({@code add}); addresses have 0x, or all their digits. */
        private boolean symbol(Match match, int from, int to) {
            return !hashed && to - from < SHORTEST_ADDRESS && !match.startsWith(PREFIX, from);
        }

        private static final int SHORTEST_ADDRESS = 8;
        private static final byte[] PREFIX = "0x".getBytes(StandardCharsets.US_ASCII);
        private static final byte[] NULL = "(null)".getBytes(StandardCharsets.US_ASCII);
    }
}
