// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** A table of a SPEC: every value has a type, a range and a default, and a key that nobody asked for is a mistake. */
final class SpecTable {
    private final JsonNode node;
    private final String place;
    private final Set<String> known = new LinkedHashSet<>();

    SpecTable(JsonNode node, String place) {
        if (!node.isObject()) {
            throw new SpecException(place + ": a table is wanted here, not " + node);
        }
        this.node = node;
        this.place = place;
    }

    private JsonNode value(String key) {
        known.add(key);
        return node.path(key);
    }

    String text(String key, String otherwise) {
        JsonNode value = value(key);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isTextual()) {
            throw wrong(key, value, "text in quotes");
        }
        return value.textValue();
    }

    String text(String key) {
        String text = text(key, "");
        if (text.isEmpty()) {
            throw new SpecException(place + ": '" + key + "' is missing");
        }
        return text;
    }

    boolean flag(String key) {
        JsonNode value = value(key);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw wrong(key, value, "true or false");
        }
        return value.booleanValue();
    }

    long number(String key, long otherwise, long least, long most) {
        JsonNode value = value(key);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.canConvertToLong()
                || !value.isIntegralNumber()
                || value.longValue() < least
                || value.longValue() > most) {
            throw wrong(key, value, "a whole number from " + least + " to " + most);
        }
        return value.longValue();
    }

    int count(String key, int otherwise, int least, int most) {
        return (int) number(key, otherwise, least, most);
    }

    /** A time such as {@code "200 ms"}. */
    long duration(String key, String otherwise) {
        return Durations.parse(text(key, otherwise), place + ": " + key);
    }

    <E extends Enum<E>> E choice(String key, E otherwise) {
        Class<E> type = otherwise.getDeclaringClass();
        String text = text(key, word(otherwise));
        List<String> words = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            if (word(constant).equals(text)) {
                return constant;
            }
            words.add(word(constant));
        }
        throw new SpecException(place + ": " + key + " = \"" + text + "\" is not one of " + String.join(", ", words));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A latency: {@code "20 us"}, or a table of median, sigma and atoms. */
    Latency latency(String key, String otherwise) {
        JsonNode value = value(key);
        if (!value.isObject()) {
            return new Latency(duration(key, otherwise), 0, List.of());
        }
        SpecTable table = new SpecTable(value, place + "." + key);
        List<Latency.Atom> atoms = new ArrayList<>();
        double shares = 0;
        for (SpecTable atom : table.tables("atoms")) {
            double share = atom.fraction("share");
            shares += share;
            atoms.add(new Latency.Atom(atom.duration("value", "200 ms"), share));
            atom.rejectOthers();
        }
        if (shares > 1) {
            throw new SpecException(place + "." + key + ": the shares of the atoms are more than 1 together");
        }
        Latency latency = new Latency(table.duration("median", otherwise), table.fraction("sigma"), atoms);
        table.rejectOthers();
        return latency;
    }

    /** A number from 0 to 10. */
    private double fraction(String key) {
        JsonNode value = value(key);
        if (!value.isMissingNode() && (!value.isNumber() || value.doubleValue() < 0 || value.doubleValue() > 10)) {
            throw wrong(key, value, "a number from 0 to 10");
        }
        return value.doubleValue();
    }

    List<SpecTable> tables(String key) {
        JsonNode value = value(key);
        List<SpecTable> tables = new ArrayList<>();
        if (!value.isMissingNode() && !value.isArray()) {
            throw wrong(key, value, "a list of tables, [[" + key + "]]");
        }
        for (JsonNode entry : value) {
            tables.add(new SpecTable(entry, place + "." + key + "[" + tables.size() + "]"));
        }
        return tables;
    }

    /** Call it last. */
    void rejectOthers() {
        for (String key : (Iterable<String>) node::fieldNames) {
            if (!known.contains(key)) {
                throw new SpecException(
                        place + ": nothing is called '" + key + "' here; known are " + new TreeSet<>(known));
            }
        }
    }

    private SpecException wrong(String key, JsonNode value, String wanted) {
        return new SpecException(place + ": " + key + " = " + value + " is not " + wanted);
    }
}
