// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.locking.Disagreement;
import dev.faultline.analysis.locking.DocumentedLocks;
import dev.faultline.analysis.locking.LockRule;
import dev.faultline.analysis.locking.LockRuleChange;
import dev.faultline.analysis.locking.ProseRule;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Documented locking rules as text. */
final class DocumentedLocksOutput {
    private static final List<String> RULE =
            List.of("line", "operation", "lock", "requirement", "mode", "checkable", "qualifier");

    private final DocumentedLocks locks;

    DocumentedLocksOutput(DocumentedLocks locks) {
        this.locks = locks;
    }

    /**
     * What a document says, of all operations or of one.
     *
     * @param operation {@code member} or {@code struct.member}; {@code null} for all
     * @throws IllegalArgumentException for a document or an operation that does not exist
     */
    String document(String document, @Nullable String operation) {
        List<LockRule> rules = locks.rules(document).stream()
                .filter(rule -> operation == null || of(rule.operation(), operation))
                .toList();
        List<ProseRule> prose = locks.prose().stream()
                .filter(rule -> rule.line(document) > 0 && (operation == null || of(rule.operation(), operation)))
                .toList();
        if (rules.isEmpty() && prose.isEmpty()) {
            throw new IllegalArgumentException(
                    "the document of " + document + " says nothing about '" + operation + "'");
        }
        StringBuilder text = new StringBuilder(title(document));
        text.append('\n')
                .append(new TextTable(
                                RULE,
                                rules.stream().map(DocumentedLocksOutput::row).toList())
                        .text());
        text.append(sentences(document, prose));
        if (operation != null) {
            text.append(functions(rules));
        }
        text.append(disagreements(
                Stream.concat(rules.stream().map(LockRule::rule), prose.stream().map(ProseRule::rule))
                        .toList()));
        return text.toString();
    }

    private String title(String document) {
        return locks.documents().stream()
                .filter(known -> known.name().equals(document))
                .map(known -> known.path() + " of " + known.name() + "\n")
                .collect(Collectors.joining());
    }

    /** Whether {@code operation}, or one of several members of a structure, is meant by {@code name}. */
    private static boolean of(String operation, String name) {
        int dot = operation.indexOf('.');
        String struct = operation.substring(0, dot + 1);
        return operation.equals(name)
                || Stream.of(operation.substring(dot + 1).split("/", -1))
                        .anyMatch(member -> member.equals(name) || (struct + member).equals(name));
    }

    private static Object[] row(LockRule rule) {
        return new Object[] {
            rule.line(),
            rule.operation(),
            rule.lock(),
            rule.requirement(),
            rule.mode(),
            rule.checkable(),
            rule.qualifier()
        };
    }

    private static String sentences(String document, List<ProseRule> prose) {
        return prose.isEmpty()
                ? ""
                : "\nIn sentences\n"
                        + new TextTable(
                                        List.of("line", "operation", "judged by", "statement"),
                                        prose.stream()
                                                .map(rule -> new Object[] {
                                                    rule.line(document),
                                                    rule.operation(),
                                                    rule.judgedBy().isEmpty() ? "-" : String.join(" ", rule.judgedBy()),
                                                    rule.statement()
                                                })
                                                .toList())
                                .text();
    }

    private String functions(List<LockRule> rules) {
        return rules.stream()
                .map(LockRule::operation)
                .distinct()
                .map(operation ->
                        "\nFunctions of " + operation + ": " + String.join(", ", locks.functions(operation)) + "\n")
                .collect(Collectors.joining());
    }

    private String disagreements(List<String> rules) {
        List<Disagreement> known = locks.disagreements().stream()
                .filter(disagreement -> rules.stream().anyMatch(disagreement::about))
                .toList();
        return known.isEmpty()
                ? ""
                : "\nWhere kernels are known to do otherwise\n"
                        + known.stream().map(this::line).collect(Collectors.joining());
    }

    /** Where kernels are known to do otherwise, all of it. */
    String known() {
        return locks.disagreements().stream()
                .map(this::line)
                .collect(Collectors.joining("", "Where kernels are known to do otherwise\n", ""));
    }

    private String line(Disagreement known) {
        String until = known.untilKernel().isEmpty() ? "" : ", before " + known.untilKernel();
        String from = known.fromKernel().equals("0.0") ? "" : ", from " + known.fromKernel();
        return "  " + known.name() + " (" + known.effect() + from + until + "): " + known.reason() + "\n"
                + locks.citations(known.name()).stream()
                        .map(citation -> "      " + citation + "\n")
                        .collect(Collectors.joining());
    }

    /** What one document has and another has not, or has otherwise. */
    String changes(String before, String after) {
        List<Object[]> rows = locks.changes(before, after).stream()
                .map(change -> new Object[] {change.kind(), change.rule(), cell(change.before()), cell(change.after())})
                .toList();
        return new TextTable(List.of("change", "rule", before, after), rows).text()
                + count(locks.changes(before, after));
    }

    private static String cell(@Nullable LockRule rule) {
        return rule == null
                ? ""
                : Stream.of(rule.line() + ": " + rule.requirement(), rule.mode(), rule.qualifier())
                        .filter(part -> !part.isEmpty() && !part.equals("any"))
                        .collect(Collectors.joining(", "));
    }

    private static String count(List<LockRuleChange> changes) {
        return Stream.of("added", "removed", "changed")
                .map(kind -> changes.stream()
                                .filter(change -> change.kind().equals(kind))
                                .count() + " " + kind)
                .collect(Collectors.joining(", ", "", "\n"));
    }
}
