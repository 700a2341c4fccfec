// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay.whatif;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Settings that are not as they were recorded.
 *
 * @param values of those thought different: nanoseconds, pages, or 1 and 0 for on and off
 */
public record Settings(Map<Setting, Long> values) {
    /** As recorded. */
    static final Settings RECORDED = new Settings(Map.of());

    /** A period that never comes. */
    static final long NEVER = Long.MAX_VALUE / 4;

    /** mm/page-writeback.c dirty_expire_interval: 30 s, where nothing else was said. */
    static final long EXPIRE_NS = 30_000_000_000L;

    /** mm/page-writeback.c dirty_writeback_interval: 5 s. */
    static final long INTERVAL_NS = 5_000_000_000L;

    /** mm/memory.c fault_around_bytes: 64 KiB. */
    static final long AROUND_PAGES = 16;

    private static final long PAGE = 4096;
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)\\s*([a-zA-Z]*)");
    private static final Map<String, Long> TIMES =
            Map.of("ns", 1L, "us", 1_000L, "ms", 1_000_000L, "s", 1_000_000_000L);
    private static final Map<String, Long> SIZES =
            Map.of("", 1L, "B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

    /** The settings in the order they are declared in. */
    public Settings {
        values = values.isEmpty() ? Map.of() : new EnumMap<>(values);
    }

    /**
     * Reads {@code name=value} texts, each of which may hold several with commas between.
     *
     * @throws IllegalArgumentException if one names no setting, or its value is none
     */
    public static Settings of(Collection<String> texts) {
        Map<Setting, Long> values = new EnumMap<>(Setting.class);
        for (String text : texts) {
            for (String one : text.split(",", -1)) {
                String[] pair = one.strip().split("=", 2);
                Setting setting = setting(pair[0].strip());
                values.put(setting, value(setting, pair.length < 2 ? "" : pair[1].strip()));
            }
        }
        return new Settings(values);
    }

    private static Setting setting(String name) {
        for (Setting setting : Setting.values()) {
            if (setting.id().equals(name)) {
                return setting;
            }
        }
        throw new IllegalArgumentException(
                "'" + name + "' is no setting; there are " + String.join(", ", Setting.ids()));
    }

    private static long value(Setting setting, String text) {
        long value = switch (setting.unit) {
            case SWITCH -> text.equals("on") ? 1 : text.equals("off") ? 0 : -1;
            case TIME_OR_NONE -> text.equals("none") ? NEVER : amount(text, TIMES);
            case TIME -> amount(text, TIMES);
            case BYTES -> amount(text, SIZES) / PAGE;
            case PAGES -> text.matches("\\d{1,15}") ? Long.parseLong(text) : amount(text, SIZES) / PAGE;
        };
        boolean power = Long.bitCount(value) == 1;
        boolean possible = setting.unit == Setting.Unit.SWITCH ? value >= 0 : value > 0;
        if (!possible || (setting.unit == Setting.Unit.BYTES && !power)) {
            throw new IllegalArgumentException(setting.id() + "=" + text + ": "
                    + (setting.unit == Setting.Unit.BYTES && value > 0
                            ? "a power of two is wanted"
                            : "wanted is " + setting.unit.form));
        }
        return value;
    }

    private static long amount(String text, Map<String, Long> units) {
        Matcher matcher = AMOUNT.matcher(text);
        Long unit = matcher.matches() ? units.get(matcher.group(2)) : null;
        if (unit == null) {
            return -1;
        }
        BigDecimal amount = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
        return amount.min(BigDecimal.valueOf(NEVER)).longValue();
    }

    boolean has(Setting setting) {
        return values.containsKey(setting);
    }

    long value(Setting setting, long recorded) {
        return values.getOrDefault(setting, recorded);
    }

    /** Whether a switch is turned that way. */
    boolean is(Setting setting, boolean on) {
        return values.getOrDefault(setting, -1L) == (on ? 1 : 0);
    }

    /** What they change together. */
    Set<Metric> metrics() {
        Set<Metric> metrics = EnumSet.noneOf(Metric.class);
        values.keySet().forEach(setting -> metrics.addAll(setting.metrics()));
        return metrics;
    }

    /** What cannot be known about them. */
    List<String> unknowns() {
        return values.keySet().stream()
                .map(setting -> setting.id() + ": " + setting.unknown())
                .distinct()
                .toList();
    }

    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey().id() + "=" + text(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String text(Setting setting, long value) {
        return switch (setting.unit) {
            case SWITCH -> value == 1 ? "on" : "off";
            case BYTES -> value * PAGE + " bytes";
            case PAGES -> value + " pages";
            default -> value == NEVER ? "none" : value + " ns";
        };
    }
}
