// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.rules;

import dev.faultline.analysis.store.SqlCatalogue;
import dev.faultline.analysis.store.SqlFile;
import dev.faultline.analysis.store.StoreException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One directory {@code rules/<id>/}: {@code rule.sql} yields one row per finding, {@code checked.sql} one row per capture with the
 * numbers of things {@code checked} and left {@code undecided}, {@code README.md} explains both.
 *
 * @param id kebab-case name of the problem
 * @param title one line
 * @param severity how bad a finding is
 * @param family what it is about
 * @param anomaly its number in the catalogue of anomalies ({@code A02}), {@code null} for a rule that is not of it
 * @param statement columns ts, cpu, tid, subject, message, then evidence, {@code capture_id} among it
 * @param count columns capture_id, checked, undecided; a capture without a row has nothing to check
 * @param parameters thresholds, in the order of their declaration
 * @param page README.md
 */
public record Rule(
        String id,
        String title,
        Severity severity,
        Family family,
        @Nullable String anomaly,
        SqlFile statement,
        SqlFile count,
        List<Parameter> parameters,
        String page) {
    static Rule read(SqlCatalogue catalogue, String id) {
        String folder = "rules/" + id + "/";
        SqlFile statement = catalogue.sql(folder + "rule.sql");
        if (!statement.required("id").equals(id)) {
            throw new StoreException(statement.path() + ": id is not the directory's name");
        }
        String page = catalogue.text(folder + "README.md");
        return new Rule(
                id,
                statement.required("title"),
                Severity.of(statement.required("severity")),
                Family.of(statement.required("family")),
                statement.value("anomaly").orElse(null),
                statement,
                catalogue.sql(folder + "checked.sql"),
                statement.values("param").stream()
                        .map(line -> Parameter.parse(statement.path(), line))
                        .toList(),
                page == null ? "" : page);
    }

    /**
     * A statement of this rule with its parameters filled in.
     *
     * @param given values by {@code rule.name}, or by {@code name} for every rule that has it; they win over the declared ones
     */
    String filled(SqlFile file, Map<String, Long> given) {
        String sql = file.sql();
        for (Parameter parameter : parameters) {
            sql = parameter.replaceIn(sql, value(parameter, given));
        }
        return sql;
    }

    private long value(Parameter parameter, Map<String, Long> given) {
        Long general = given.getOrDefault(parameter.name(), parameter.standard());
        return given.getOrDefault(id + "." + parameter.name(), general);
    }
}
