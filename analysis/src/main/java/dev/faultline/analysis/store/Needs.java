// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which events a question needs, through all the views it reads. */
public final class Needs {
    private final SqlCatalogue catalogue;

    public Needs(SqlCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    SqlCatalogue catalogue() {
        return catalogue;
    }

    /** Events behind views of the standard catalogue, in every variant: which one fits shows only in the capture. */
    public static EventSet events(String... views) {
        return new Needs(SqlCatalogue.standard()).ofViews(List.of(views));
    }

    /** Events behind views. Names that are no view of ours (fixed tables) need none. */
    public EventSet ofViews(Collection<String> views) {
        return EventSet.all(needs(views).map(Need::events));
    }

    /** Whether a view rests on events, itself or through what it reads. */
    boolean readsEvents(String view) {
        return needs(List.of(view)).anyMatch(need -> need.kind() != Need.Kind.VIEW);
    }

    /** What views and everything they read need. */
    private Stream<Need> needs(Collection<String> views) {
        return closure(views).stream()
                .flatMap(view -> catalogue.variants(view).stream())
                .flatMap(variant -> variant.needs().stream());
    }

    /** Events a file with front matter reads, itself and through views. */
    public EventSet of(SqlFile file) {
        return EventSet.all(Stream.concat(
                Stream.of(ofViews(views(file))), file.needs().stream().map(Need::events)));
    }

    /** Views a file reads, directly and through others, in any order. */
    public Set<String> viewsBehind(SqlFile file) {
        return closure(views(file));
    }

    /** The views and everything they read, in any order. */
    Set<String> closure(Collection<String> views) {
        Set<String> seen = new HashSet<>();
        views.forEach(view -> visit(view, seen));
        return seen;
    }

    private void visit(String view, Set<String> seen) {
        if (seen.add(view)) {
            catalogue.variants(view).forEach(file -> views(file).forEach(next -> visit(next, seen)));
        }
    }

    /** Names of views a file reads. */
    static List<String> views(SqlFile file) {
        return file.needs().stream()
                .filter(need -> need.kind() == Need.Kind.VIEW)
                .map(Need::name)
                .toList();
    }
}
