// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis;

import dev.faultline.analysis.store.SqlCatalogue;
import dev.faultline.analysis.store.SqlFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What rules, views and charts mean: the pages and headers that stand beside their SQL. */
public final class Explanations {
    /** Keys of a view's header that its variants share; what is left tells them apart. */
    private static final List<String> SHARED = List.of("title", "column", "note");

    private final SqlCatalogue catalogue;

    /** Kinds of things that have a page. */
    public enum Kind {
        /** {@code rules/<id>/README.md}. */
        RULE,
        /** The header of {@code views/<name>.sql}. */
        VIEW,
        /** The header of {@code charts/<id>.sql}. */
        CHART
    }

    /**
     * One thing that can be explained.
     *
     * @param kind what it is
     * @param name what commands call it
     * @param title one line
     */
    public record Topic(Kind kind, String name, String title) {}

    /** Explanations of what a catalogue holds. */
    public Explanations(SqlCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Everything that can be explained: rules, views, charts; each kind by name. */
    public List<Topic> topics() {
        List<Topic> topics = new ArrayList<>();
        for (SqlFile file : catalogue.sqlFiles("rules")) {
            if (file.path().endsWith("/rule.sql")) {
                topics.add(topic(Kind.RULE, file.path().split("/", -1)[1], file));
            }
        }
        for (String view : catalogue.views()) {
            topics.add(topic(Kind.VIEW, view, catalogue.variants(view).get(0)));
        }
        for (SqlFile file : catalogue.sqlFiles("charts")) {
            topics.add(topic(Kind.CHART, file.name(), file));
        }
        return List.copyOf(topics);
    }

    private static Topic topic(Kind kind, String name, SqlFile file) {
        return new Topic(kind, name, file.value("title").orElse(""));
    }

    /** The page of a rule, view or chart, as text for people. Empty for a name that is none of them. */
    public Optional<String> page(String name) {
        return topics().stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .map(this::page);
    }

    private String page(Topic topic) {
        return switch (topic.kind()) {
            case RULE -> rulePage(topic);
            case VIEW -> viewPage(topic);
            case CHART -> {
                SqlFile chart = catalogue.sql("charts/" + topic.name() + ".sql");
                yield "# " + topic.name() + ": " + topic.title() + "\n" + entries(chart, List.of("title", "chart"));
            }
        };
    }

    private String rulePage(Topic topic) {
        String page = catalogue.text("rules/" + topic.name() + "/README.md");
        return page == null ? "# " + topic.name() + ": " + topic.title() + "\n" : page;
    }

    private String viewPage(Topic topic) {
        List<SqlFile> variants = catalogue.variants(topic.name());
        SqlFile first = variants.get(0);
        StringBuilder page = new StringBuilder("# " + topic.name() + ": " + topic.title() + "\n");
        Map<String, List<String>> shared = new LinkedHashMap<>(first.front());
        shared.keySet().removeIf(key -> !SHARED.contains(key) || key.equals("title"));
        shared.forEach((key, values) -> entry(page, key, values));
        for (SqlFile variant : variants) {
            page.append(variants.size() == 1 ? "" : "\n## Variant " + variant.variant() + "\n");
            page.append(entries(variant, List.of("title", "column", "note", "view", "variant")));
        }
        return page.toString();
    }

    private static String entries(SqlFile file, List<String> without) {
        StringBuilder text = new StringBuilder();
        file.front().forEach((key, values) -> {
            if (!without.contains(key)) {
                entry(text, key, values);
            }
        });
        return text.toString();
    }

    private static void entry(StringBuilder text, String key, List<String> values) {
        text.append('\n').append(key).append(":\n");
        values.forEach(value -> text.append("  ").append(value).append('\n'));
    }
}
