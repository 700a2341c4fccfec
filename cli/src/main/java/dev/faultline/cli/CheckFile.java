// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.faultline.analysis.check.CheckConfig;
import dev.faultline.analysis.check.Suppression;
import dev.faultline.analysis.rules.Rule;
import dev.faultline.analysis.rules.RuleCatalogue;
import dev.faultline.analysis.rules.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code faultline.toml}: what a site has decided about rules. {@code docs/configuration.md} describes its keys; a key that is
 * none of them is refused, since a threshold that is not applied is worse than none.
 *
 * @param rules rules asked when the command line names none
 * @param families families asked then
 * @param severity only rules at least as severe, {@code null} for all
 * @param failOn violations below it do not change the exit code, {@code null} when it does not say
 * @param config thresholds, severities and suppressions
 */
record CheckFile(
        List<String> rules,
        List<String> families,
        @Nullable Severity severity,
        @Nullable Severity failOn,
        CheckConfig config) {
    static final String NAME = "faultline.toml";
    private static final CheckFile NONE = new CheckFile(List.of(), List.of(), null, null, CheckConfig.NONE);

    /**
     * Reads the file named, or {@value #NAME} of the directory the command runs in where there is one.
     *
     * @param named as the user wrote it, {@code null} for none
     */
    static CheckFile find(@Nullable Path named, RuleCatalogue catalogue) {
        Path file = named == null ? Path.of(NAME) : named;
        if (named == null && !Files.isRegularFile(file)) {
            return NONE;
        }
        try {
            return parse(file.toString(), Files.readString(file), catalogue);
        } catch (IOException e) {
            throw new UsageException("cannot read " + file + ": " + e.getClass().getSimpleName());
        }
    }

    static CheckFile parse(String name, String text, RuleCatalogue catalogue) {
        try {
            JsonNode root = new TomlMapper().readTree(text);
            Place place = new Place(name, root);
            place.allowOnly("check", "rules", "suppress");
            Place check = place.table("check");
            check.allowOnly("rules", "families", "severity", "fail-on");
            return new CheckFile(
                    check.texts("rules"),
                    check.texts("families"),
                    check.severity("severity"),
                    check.severity("fail-on"),
                    config(place, catalogue));
        } catch (JacksonException e) {
            throw new UsageException(name + ": line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage());
        }
    }

    private static CheckConfig config(Place root, RuleCatalogue catalogue) {
        Map<String, Long> params = new HashMap<>();
        Map<String, Severity> severities = new HashMap<>();
        Set<String> off = new HashSet<>();
        Place rules = root.table("rules");
        rules.node.fieldNames().forEachRemaining(id -> {
            Rule rule = rules.asked(() -> catalogue.named(id));
            Place table = rules.table(id);
            table.allowOnly("severity", "enabled", "params");
            Severity severity = table.severity("severity");
            if (severity != null) {
                severities.put(rule.id(), severity);
            }
            if (!table.node.path("enabled").asBoolean(true)) {
                off.add(rule.id());
            }
            params(table.table("params"), rule, params);
        });
        return new CheckConfig(params, severities, off, suppressions(root));
    }

    private static void params(Place table, Rule rule, Map<String, Long> params) {
        table.allowOnly(
                rule.parameters().stream().map(parameter -> parameter.name()).toArray(String[]::new));
        table.node.properties().forEach(entry -> {
            if (!entry.getValue().isIntegralNumber()) {
                throw table.refused(entry.getKey() + " is no whole number");
            }
            params.put(rule.id() + "." + entry.getKey(), entry.getValue().longValue());
        });
    }

    private static List<Suppression> suppressions(Place root) {
        List<Suppression> suppressions = new ArrayList<>();
        for (JsonNode node : root.node.path("suppress")) {
            Place entry = new Place(root.name + ": suppress", node);
            entry.allowOnly("rule", "subject", "reason");
            suppressions.add(entry.asked(() -> new Suppression(
                    node.path("rule").asText("*"),
                    node.path("subject").asText("*"),
                    node.path("reason").asText(""))));
        }
        return suppressions;
    }

    /** A table of the file, and how messages call it. */
    private record Place(String name, JsonNode node) {
        Place table(String key) {
            JsonNode found = node.path(key);
            if (!found.isMissingNode() && !found.isObject()) {
                throw refused(key + " is no table");
            }
            return new Place(name + ": " + key, found);
        }

        void allowOnly(String... keys) {
            List<String> allowed = List.of(keys);
            node.fieldNames().forEachRemaining(key -> {
                if (!allowed.contains(key)) {
                    throw refused("no key '" + key + "'; there "
                            + (allowed.isEmpty() ? "is none" : "are " + String.join(", ", allowed)));
                }
            });
        }

        List<String> texts(String key) {
            List<String> texts = new ArrayList<>();
            for (JsonNode item : node.path(key)) {
                texts.add(item.asText());
            }
            if (texts.isEmpty() && node.path(key).isTextual()) {
                texts.add(node.path(key).asText());
            }
            return texts;
        }

        @Nullable
        Severity severity(String key) {
            return node.has(key) ? asked(() -> Severity.of(node.path(key).asText())) : null;
        }

        <T> T asked(Supplier<T> question) {
            try {
                return question.get();
            } catch (IllegalArgumentException e) {
                throw refused(String.valueOf(e.getMessage()));
            }
        }

        UsageException refused(String what) {
            return new UsageException(name + ": " + what);
        }
    }
}
