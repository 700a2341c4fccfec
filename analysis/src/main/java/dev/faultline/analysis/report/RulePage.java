// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A rule's page as plain text: Markdown headings become keys, its marks and line breaks go. */
final class RulePage {
    private static final String HEADING = "## ";

    private RulePage() {}

    /** Texts of its sections by their headings, in their order. */
    static Map<String, String> sections(String page) {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        for (String line : page.lines().toList()) {
            if (line.startsWith(HEADING)) {
                current = lines.computeIfAbsent(line.substring(HEADING.length()).strip(), key -> new ArrayList<>());
            } else {
                current.add(line.strip());
            }
        }
        return lines.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> plain(entry.getValue()), (a, b) -> a, LinkedHashMap::new));
    }

    private static String plain(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.isEmpty())
                .map(line -> line.replaceFirst("^- ", "").replace("`", "").replaceAll("\\*+([^*]+)\\*+", "$1"))
                .collect(Collectors.joining(" "));
    }
}
