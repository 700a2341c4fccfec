// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Installs concept views. Where kernels or recordings differ a view has variants; each capture gets the first variant whose needs
 * it meets, preferring variants whose events were recorded over those whose events are only declared. Where none fits, the view is
 * there with its columns and without rows for that capture. Table {@code evidence} tells which it was.
 */
public final class Views {
    /** Which views are computed when they are installed, instead of at every use. */
    public enum Stored {
        /** None: enough to list them with their comments. */
        NONE,
        /** Those whose file says so. */
        AS_WRITTEN,
        /** All, for whoever asks many questions of all of them. */
        ALL
    }

    private final TraceDatabase database;
    private final SqlCatalogue catalogue;
    private final Stored stored;
    private final Sources sources;
    private final Map<String, Map<Integer, Evidence>> installed = new HashMap<>();
    private final Map<String, Boolean> readEvents = new HashMap<>();

    /** Views of a catalogue, for a database. */
    public Views(TraceDatabase database, SqlCatalogue catalogue) {
        this(database, catalogue, Stored.AS_WRITTEN);
    }

    /** As {@link #Views(TraceDatabase, SqlCatalogue)}, saying which are stored. */
    public Views(TraceDatabase database, SqlCatalogue catalogue, Stored stored) {
        this.database = database;
        this.catalogue = catalogue;
        this.stored = stored;
        this.sources = new Sources(database);
        Evidence.createTable(database);
    }

    /** Installs views of the standard catalogue and whatever they read. Installing again does nothing. */
    public static Views install(TraceDatabase database, String... names) {
        return new Views(database, SqlCatalogue.standard()).install(List.of(names));
    }

    /** Installs views and whatever they read; names that are no view of the catalogue are left alone. */
    public Views install(Collection<String> names) {
        for (String name : names) {
            if (!installed.containsKey(name) && !catalogue.variants(name).isEmpty()) {
                installed.put(name, Map.of());
                installed.put(name, installView(name, catalogue.variants(name)));
            }
        }
        return this;
    }

    /** What a view rests on, by {@code capture_id}; empty for a view that is not installed. */
    public Map<Integer, Evidence> evidence(String view) {
        return installed.getOrDefault(view, Map.of());
    }

    private Map<Integer, Evidence> installView(String name, List<SqlFile> variants) {
        variants.forEach(variant -> install(Needs.views(variant)));
        variants.forEach(variant -> variant.needs().forEach(sources::addFields));
        Map<Integer, Evidence> chosen = new TreeMap<>();
        Map<SqlFile, List<Integer>> users = new LinkedHashMap<>();
        for (CaptureRow capture : database.captures()) {
            Choice choice = choose(capture.id(), variants);
            chosen.put(capture.id(), choice.evidence());
            if (choice.variant() != null) {
                users.computeIfAbsent(choice.variant(), k -> new ArrayList<>()).add(capture.id());
            }
        }
        users.keySet()
                .forEach(variant -> variant.needs().stream()
                        .filter(need -> need.kind() != Need.Kind.VIEW)
                        .forEach(sources::install));
        create(name, variants, body(variants, users, chosen.size()), users);
        Evidence.insert(database, name, chosen.values());
        return chosen;
    }

    /** A variant for one capture, {@code null} when none fits, and why. */
    private record Choice(@Nullable SqlFile variant, Evidence evidence) {}

    private Choice choose(int captureId, List<SqlFile> variants) {
        Choice best = null;
        for (SqlFile variant : variants) {
            Evidence evidence = weigh(captureId, variant);
            boolean better =
                    best == null || evidence.status().compareTo(best.evidence().status()) < 0;
            if (better) {
                best = new Choice(evidence.status() == Availability.ABSENT ? null : variant, evidence);
            }
        }
        return Objects.requireNonNull(best);
    }

    /**
     * A variant is as good as the worst of what it must have. One that must have no event in particular, neither itself nor through
     * a view, is as good as the best of the events it can use, or of the views when it reads no events itself.
     */
    private Evidence weigh(int captureId, SqlFile variant) {
        Availability required = Availability.RECORDED;
        boolean restsOnEvents = false;
        Availability event = null;
        Availability view = null;
        List<String> used = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        Set<String> met = new HashSet<>();
        for (Need need : variant.needs()) {
            Availability status = status(captureId, need, used);
            if (!need.optional()) {
                required = worse(required, status);
                restsOnEvents |= restsOnEvents(need);
            } else if (need.kind() == Need.Kind.VIEW) {
                view = better(view, status);
            } else {
                event = better(event, status);
            }
            if (status == Availability.ABSENT) {
                missing.add(need.name());
            } else if (proven(captureId, need, status)) {
                met.add(need.name());
            }
        }
        Availability usable = event == null ? view : event;
        Availability overall = restsOnEvents || usable == null ? required : worse(required, usable);
        return switch (overall) {
            case ABSENT -> Evidence.absent(captureId, variant, used, missing);
            case SILENT -> Evidence.silent(captureId, variant, used, missing);
            case RECORDED -> Evidence.recorded(captureId, variant, EvidenceClause.choose(variant, met), used, missing);
        };
    }

    /** An event proves something by its records, a view by being exact itself. */
    private boolean proven(int captureId, Need need, Availability status) {
        if (need.kind() != Need.Kind.VIEW) {
            return status == Availability.RECORDED;
        }
        Evidence evidence = evidence(need.name()).get(captureId);
        return evidence == null || evidence.level() == EvidenceLevel.EXACT;
    }

    private boolean restsOnEvents(Need need) {
        return need.kind() != Need.Kind.VIEW
                || readEvents.computeIfAbsent(need.name(), new Needs(catalogue)::readsEvents);
    }

    private static Availability worse(Availability a, Availability b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    private static Availability better(@Nullable Availability a, Availability b) {
        return a != null && a.compareTo(b) < 0 ? a : b;
    }

    private Availability status(int captureId, Need need, List<String> used) {
        if (need.kind() == Need.Kind.VIEW) {
            Evidence evidence = evidence(need.name()).get(captureId);
            return evidence == null ? Availability.RECORDED : evidence.status();
        }
        Optional<StoredEvent> event = sources.find(captureId, need);
        event.map(e -> need.wildcard() ? need.name() : e.qualifiedName()).ifPresent(used::add);
        return event.map(e -> e.recorded() > 0 ? Availability.RECORDED : Availability.SILENT)
                .orElse(Availability.ABSENT);
    }

    private String body(List<SqlFile> variants, Map<SqlFile, List<Integer>> users, int captures) {
        if (users.isEmpty()) {
            return emptyBody(variants);
        }
        if (users.size() == 1 && users.values().iterator().next().size() == captures) {
            return users.keySet().iterator().next().sql();
        }
        return users.entrySet().stream()
                .map(use -> "SELECT * FROM (\n%s\n) WHERE capture_id IN (%s)"
                        .formatted(use.getKey().sql(), join(use.getValue())))
                .collect(Collectors.joining("\nUNION ALL BY NAME\n"));
    }

    private static String join(List<Integer> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String emptyBody(List<SqlFile> variants) {
        List<SqlFile.Column> columns = columns(variants);
        if (columns.isEmpty()) {
            throw new StoreException(variants.get(0).path() + ": a view documents its columns with 'column' lines");
        }
        return columns.stream()
                .map(c -> "CAST(NULL AS " + c.type() + ") AS " + SqlNames.quote(c.name()))
                .collect(Collectors.joining(", ", "SELECT ", " FROM range(0)"));
    }

    private static List<SqlFile.Column> columns(List<SqlFile> variants) {
        return variants.stream()
                .map(SqlFile::columns)
                .filter(list -> !list.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private void create(String name, List<SqlFile> variants, String body, Map<SqlFile, List<Integer>> users) {
        String path = SqlNames.path(StoreFile.VIEWS, "main", name);
        String kind = stores(users.keySet()) ? "TABLE" : "VIEW";
        StringBuilder sql = new StringBuilder(
                "CREATE OR REPLACE " + kind + " " + path + " AS\n" + body + "\n"); // the body may end with a comment
        variants.get(0)
                .value("title")
                .ifPresent(
                        title -> sql.append(";\nCOMMENT ON " + kind + " " + path + " IS " + SqlNames.literal(title)));
        for (SqlFile.Column column : columns(variants)) {
            sql.append(";\nCOMMENT ON COLUMN " + path + "." + SqlNames.quote(column.name()) + " IS "
                    + SqlNames.literal(column.meaning()));
        }
        database.execute(sql.toString());
    }

    private boolean stores(Collection<SqlFile> used) {
        return switch (stored) {
            case NONE -> false;
            case AS_WRITTEN -> used.stream().anyMatch(SqlFile::materialised);
            case ALL -> true;
        };
    }
}
