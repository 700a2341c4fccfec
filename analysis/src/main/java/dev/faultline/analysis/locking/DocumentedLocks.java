// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.locking;

import dev.faultline.analysis.store.SqlCatalogue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The locking rules of {@code Documentation/filesystems/locking.rst} of v5.10 and v6.12, read from {@code analysis/locking/}, with the
 * functions behind each operation.
 */
public final class DocumentedLocks {
    private final List<LockDocument> documents;
    private final Map<String, LockName> locks;
    private final List<LockRule> rules;
    private final List<ProseRule> prose;
    private final List<Disagreement> disagreements;
    private final List<Citation> citations;
    private final Map<String, List<String>> functions = new TreeMap<>();

    /** What a catalogue holds. */
    public DocumentedLocks(SqlCatalogue catalogue) {
        documents = LockingTable.read(catalogue, "locking/documents.tsv").rows(DocumentedLocks::document);
        locks = LockingTable.read(catalogue, "locking/locks.tsv").rows(DocumentedLocks::lock).stream()
                .collect(Collectors.toMap(LockName::lock, Function.identity(), (a, b) -> a, TreeMap::new));
        rules = catalogue.paths("locking/rules").stream()
                .flatMap(path -> LockingTable.read(catalogue, path).rows(DocumentedLocks::rule).stream())
                .toList();
        prose = LockingTable.read(catalogue, "locking/prose.tsv").rows(DocumentedLocks::prose);
        disagreements =
                LockingTable.read(catalogue, "locking/disagreements.tsv").rows(DocumentedLocks::disagreement);
        citations = LockingTable.read(catalogue, "locking/citations.tsv").rows(DocumentedLocks::citation);
        LockingTable.read(catalogue, "views/operation.functions")
                .rows(row -> List.of(row.text("function"), row.text("operation")))
                .forEach(row -> Arrays.stream(row.get(1).split("\\|", -1))
                        .forEach(operation -> functions.merge(operation, List.of(row.get(0)), DocumentedLocks::both)));
    }

    /** Those of this build. */
    public static DocumentedLocks standard() {
        return new DocumentedLocks(SqlCatalogue.standard());
    }

    /** The documents, the oldest first. */
    public List<LockDocument> documents() {
        return documents;
    }

    /** Locks by key. */
    public Map<String, LockName> locks() {
        return locks;
    }

    /** Rules of all documents, by table. */
    public List<LockRule> rules() {
        return rules;
    }

    /**
     * Rules of one document, by table.
     *
     * @throws IllegalArgumentException when there is no such document, naming those there are
     */
    public List<LockRule> rules(String document) {
        if (documents.stream().noneMatch(known -> known.name().equals(document))) {
            throw new IllegalArgumentException("no document '" + document + "'; there are "
                    + documents.stream().map(LockDocument::name).collect(Collectors.joining(", ")));
        }
        return rules.stream().filter(rule -> rule.document().equals(document)).toList();
    }

    /** Rules in sentences. */
    public List<ProseRule> prose() {
        return prose;
    }

    /** Where kernels are known to do otherwise. */
    public List<Disagreement> disagreements() {
        return disagreements;
    }

    /** Where the kernel's source shows a disagreement or a documented order of locks, by its name; empty for an unknown name. */
    public List<Citation> citations(String name) {
        return citations.stream()
                .filter(citation -> citation.cited().equals(name))
                .toList();
    }

    /** All places in the kernel's source that are named. */
    public List<Citation> citations() {
        return citations;
    }

    /** The first known disagreement about a rule that changes how it is judged. */
    public Optional<Disagreement> disagreement(String rule) {
        return disagreements.stream().filter(known -> known.about(rule)).findFirst();
    }

    /** Kernel functions that implement or call an operation, sorted; empty when none is known. */
    public List<String> functions(String operation) {
        return functions.getOrDefault(operation, List.of());
    }

    /**
     * What changed from one document to another.
     *
     * @throws IllegalArgumentException when one of them does not exist
     */
    public List<LockRuleChange> changes(String before, String after) {
        return LockRuleChange.between(rules(before), rules(after));
    }

    private static List<String> both(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).sorted().toList();
    }

    private static LockDocument document(LockingTable.Row row) {
        return new LockDocument(row.text("document"), row.text("path"), row.text("from_kernel"), row.number("lines"));
    }

    private static LockName lock(LockingTable.Row row) {
        return new LockName(
                row.text("lock"),
                row.text("documented_name"),
                row.text("kind"),
                row.text("class_pattern"),
                row.text("recorded_with"));
    }

    private static LockRule rule(LockingTable.Row row) {
        return new LockRule(
                row.text("rule"),
                row.text("document"),
                row.number("line"),
                row.text("operation"),
                row.text("lock"),
                row.text("requirement"),
                row.text("mode"),
                row.text("checkable"),
                row.text("without_lockdep"),
                row.text("qualifier"));
    }

    private static ProseRule prose(LockingTable.Row row) {
        return new ProseRule(
                row.text("rule"),
                row.text("operation"),
                row.number("v5.10_line"),
                row.number("v6.12_line"),
                row.text("detectable"),
                row.text("severity"),
                row.text("statement"),
                Stream.of(row.text("judged_by").split(" "))
                        .filter(id -> !id.isEmpty())
                        .toList(),
                row.text("because"));
    }

    private static Disagreement disagreement(LockingTable.Row row) {
        return new Disagreement(
                row.text("disagreement"),
                row.text("rules"),
                row.text("from_kernel"),
                row.text("until_kernel"),
                row.text("effect"),
                row.text("reason"));
    }

    private static Citation citation(LockingTable.Row row) {
        String[] lines = row.text("lines").split("-", -1);
        return new Citation(
                row.text("cited"),
                row.text("kernel"),
                row.text("path"),
                row.text("place"),
                Integer.parseInt(lines[0]),
                Integer.parseInt(lines[1]),
                row.text("shows"));
    }
}
