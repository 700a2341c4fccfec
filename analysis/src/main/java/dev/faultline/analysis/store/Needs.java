// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
        EventSet events = EventSet.NONE;
        for (String view : closure(views)) {
            for (SqlFile variant : catalogue.variants(view)) {
                for (Need need : variant.needs()) {
                    events = events.and(need.events());
                }
            }
        }
        return events;
    }

    /** Events a file with front matter reads, itself and through views. */
    public EventSet of(SqlFile file) {
        EventSet events = ofViews(views(file));
        for (Need need : file.needs()) {
            events = events.and(need.events());
        }
        return events;
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
