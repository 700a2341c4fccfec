// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import dev.faultline.samples.read.RawEvent;
import dev.faultline.samples.read.RawRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Dirty bits that appear and vanish as no kernel lets them. */
final class DirtyOperators {
    private DirtyOperators() {}

    static List<Operator> all() {
        return List.of(
                new Operator(
                        "double-dirty",
                        "A page that is dirty is reported dirty a second time.",
                        "DOUBLE-DIRTY (A03), D1 in replay",
                        "events of pages becoming dirty",
                        DirtyOperators::twice),
                new Operator(
                        "lost-dirty-bit",
                        "Writeback finds a page clean that was made dirty through a mapping: the return of the cleaning is "
                                + "0 instead of 1.",
                        "I1 (a writable pte without a dirty page), dirty-bit-lost",
                        "returns of folio_clear_dirty_for_io or clear_page_dirty_for_io for pages that page_mkwrite made "
                                + "writable",
                        DirtyOperators::lostBit),
                new Operator(
                        "removed-dirty",
                        "A page leaves the page cache just after it became dirty.",
                        "REMOVED-DIRTY (A07), T4",
                        "events of pages becoming dirty, and of the same pages entering the page cache",
                        DirtyOperators::removed));
    }

    private static Sites twice(Recording recording) {
        List<RawRecord> places = recording.named(Events.DIRTY_TRACEPOINT).stream()
                .filter(Page::in)
                .toList();
        return Sites.of(
                places,
                record -> new Mutation("second dirty event of " + Words.page(record) + " after " + Words.of(record))
                        .insertAfter(record, Times.after(recording, record, List.of(record))));
    }

    private static Sites lostBit(Recording recording) {
        Set<Page> writable = new HashSet<>();
        recording.named(Events.MKWRITE).stream().filter(Page::in).forEach(record -> writable.add(Page.of(record)));
        List<Call> places = Call.of(recording, Events.CLEAN).stream()
                .filter(call -> Page.in(call.entry()) && writable.contains(Page.of(call.entry())))
                .filter(call -> (call.result() & 0xff) != 0 && inner(recording, call))
                .toList();
        return Sites.of(places, call -> {
            Mutation mutation = new Mutation(Words.page(call.entry()) + " found clean by " + Words.of(call.entry()));
            around(recording, call).forEach(record -> mutation.replace(record, record.with("ret", 0)));
            return mutation;
        });
    }

    /** Whether it is the call that does the work, not a wrapper around another one. */
    private static boolean inner(Recording recording, Call call) {
        return call.within(recording, Events.CLEAN).size() == 2;
    }

    /** The return of a cleaning, and that of the wrapper that called it. */
    private static List<RawRecord> around(Recording recording, Call call) {
        List<RawRecord> returns = new ArrayList<>(List.of(call.end()));
        Call.of(recording, Events.CLEAN).stream()
                .filter(other -> other.entry().pid() == call.entry().pid() && !other.equals(call))
                .filter(other -> other.entry().ts() <= call.entry().ts()
                        && other.end().ts() >= call.end().ts())
                .forEach(other -> returns.add(other.end()));
        return returns;
    }

    private static Sites removed(Recording recording) {
        Optional<RawEvent> delete = recording.event("filemap", "mm_filemap_delete_from_page_cache");
        if (delete.isEmpty()) {
            return Sites.none();
        }
        List<RawRecord> added = recording.named(Set.of("mm_filemap_add_to_page_cache"));
        List<RawRecord> places = recording.named(Events.DIRTY_TRACEPOINT).stream()
                .filter(Page::in)
                .filter(record -> latest(added, record).isPresent())
                .toList();
        return Sites.of(places, record -> {
            RawRecord leaving =
                    latest(added, record).orElse(record).as(delete.get()).with("common_pid", record.pid());
            return new Mutation("forged the removal of " + Words.page(record) + " after " + Words.of(record))
                    .insertAfter(record, Times.after(recording, record, List.of(leaving)));
        });
    }

    private static Optional<RawRecord> latest(List<RawRecord> added, RawRecord dirty) {
        return added.stream()
                .filter(record -> record.ts() <= dirty.ts() && Page.of(record).equals(Page.of(dirty)))
                .reduce((first, second) -> second);
    }
}
