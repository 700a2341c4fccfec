// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.store.Need;
import dev.faultline.analysis.store.SqlCatalogue;
import dev.faultline.analysis.store.SqlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code views/README.md} and {@code rules/README.md} say what the files say. Write them anew with {@code -Dgolden=update}. */
class ReferenceTest {
    private static final SqlCatalogue CATALOGUE = SqlCatalogue.standard();

    @Test
    void viewReference() throws IOException {
        StringBuilder text =
                new StringBuilder("# Views\n\nGenerated from the `.sql` files beside it by `ReferenceTest`.\n");
        for (String view : CATALOGUE.views()) {
            describe(view, CATALOGUE.variants(view), text);
        }
        compare(Path.of("views/README.md"), text.toString());
    }

    @Test
    void ruleReference() throws IOException {
        StringBuilder text = new StringBuilder("""
                # Rules

                Generated from the directories beside it by `ReferenceTest`.

                | rule | family | anomaly | severity | finds | parameters |
                |---|---|---|---|---|---|
                """);
        for (String id : RuleCatalogue.standard().ids()) {
            Rule rule = RuleCatalogue.standard().rule(id);
            String parameters = rule.parameters().stream()
                    .map(p -> "`" + p.name() + " = " + p.standard() + "` " + p.meaning())
                    .collect(Collectors.joining("<br>"));
            text.append("| [%s](%s/README.md) | %s | %s | %s | %s | %s |\n"
                    .formatted(
                            id,
                            id,
                            rule.family().word(),
                            rule.anomaly() == null ? "" : rule.anomaly(),
                            rule.severity().word(),
                            rule.title(),
                            parameters));
        }
        compare(Path.of("rules/README.md"), text.toString());
    }

    private static void describe(String view, List<SqlFile> variants, StringBuilder text) {
        SqlFile first = variants.get(0);
        text.append("\n## ")
                .append(view)
                .append("\n\n")
                .append(first.required("title"))
                .append(".\n\n");
        for (SqlFile variant : variants) {
            text.append("- `")
                    .append(variant.path().substring("views/".length()))
                    .append("` reads ");
            text.append(variant.needs().stream()
                            .map(Need::name)
                            .map(name -> "`" + name + "`")
                            .collect(Collectors.joining(", ")))
                    .append(variant.needs().isEmpty() ? "the fixed tables.\n" : ".\n");
        }
        for (SqlFile variant : variants) {
            variant.values("evidence").forEach(line -> text.append("\n- ").append(line));
        }
        text.append("\n");
        for (String key : List.of("source", "note")) {
            first.values(key).forEach(value -> text.append("\n").append(value).append("\n"));
        }
        text.append("\n| column | type | meaning |\n|---|---|---|\n");
        first.columns()
                .forEach(column -> text.append("| `%s` | %s | %s |\n"
                        .formatted(
                                column.name(), column.type(), column.meaning().replace("|", "\\|"))));
    }

    private static void compare(Path file, String text) throws IOException {
        if ("update".equals(System.getProperty("golden"))) {
            Files.writeString(file, text);
        }
        assertThat(Files.readString(file))
                .as(file + ": run with -Dgolden=update")
                .isEqualTo(text);
    }
}
