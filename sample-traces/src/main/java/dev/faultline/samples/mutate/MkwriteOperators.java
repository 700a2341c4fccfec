// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import dev.faultline.samples.read.RawEvent;
import dev.faultline.samples.read.RawRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Faults and page_mkwrite calls that no correct kernel makes. */
final class MkwriteOperators {
    private static final long LOCKED = 0x200;
    private static final long NOPAGE = 0x100;
    private static final int STORM = 250;
    private static final Pattern DIRTY_PAGES =
            Pattern.compile("\\{ *\\(?(?:1U?L* << (\\d+)|(0x[0-9a-fA-F]+|\\d+)U?L*)\\)? *, *\"I_DIRTY_PAGES\"");
    private static final String PROTECTION = "sb_pagefaults";
    private static final Set<String> LOCK_EVENTS = Set.of("lock_acquire", "lock_acquired", "lock_release");

    private MkwriteOperators() {}

    static List<Operator> all() {
        String mkwrite = "probes of page_mkwrite with a call that succeeded";
        return List.of(
                new Operator(
                        "mkwrite-beyond-eof",
                        "A fault is there a second time, for a page beyond the end of the file: page_mkwrite accepts it "
                                + "and the page becomes dirty.",
                        "mkwrite-beyond-eof (B01), I8",
                        mkwrite,
                        MkwriteOperators::beyondEof),
                new Operator(
                        "mkwrite-without-dirty",
                        "page_mkwrite succeeds, and its page is not made dirty: the dirty events inside the call are gone, and "
                                + "the marks of its inode that come with them.",
                        "mkwrite-not-accounted, I1 and I3, where the page is known to have been clean",
                        mkwrite + " and a dirty event inside",
                        MkwriteOperators::withoutDirty),
                new Operator(
                        "mkwrite-without-freeze-protection",
                        "The lock sb_pagefaults is neither taken nor released in one page_mkwrite.",
                        "mkwrite-freeze-protection (B09), I18",
                        mkwrite + ", and lock events of sb_pagefaults inside",
                        MkwriteOperators::withoutProtection),
                new Operator(
                        "dirty-without-mkwrite",
                        "A store fault makes a page dirty, and page_mkwrite was not called: its probes are gone.",
                        "GUP-REDIRTY (A01), I3, and I2 where the page was cleaned before",
                        "probes of handle_mm_fault and page_mkwrite with a dirty event inside",
                        MkwriteOperators::withoutMkwrite),
                new Operator(
                        "nopage-storm",
                        "Before a fault that succeeds, the same fault ends in VM_FAULT_NOPAGE " + STORM + " times.",
                        "nopage-loop (B03); I13 holds, as each is followed by another try",
                        "probes of handle_mm_fault",
                        MkwriteOperators::storm));
    }

    private static Sites beyondEof(Recording recording) {
        return Sites.of(successful(recording), call -> {
            RawRecord page = call.entry();
            long by = end(recording, Page.ino(page)) - Page.of(page).index();
            Set<String> functions = new HashSet<>(Events.MKWRITE);
            functions.addAll(Events.FAULT);
            functions.addAll(Events.DIRTY);
            Call fault = surrounding(recording, call);
            List<RawRecord> forged = fault.within(recording, functions).stream()
                    .map(record -> Page.move(record, by, recording.original().pageSize()))
                    .toList();
            return new Mutation("forged a fault on page " + (Page.of(page).index() + by) + " of inode " + Page.ino(page)
                            + " after " + Words.of(fault.end()))
                    .insertAfter(fault.end(), Times.after(recording, fault.end(), forged));
        });
    }

    private static Sites withoutDirty(Recording recording) {
        List<Call> places = successful(recording).stream()
                .filter(call -> !dirtied(recording, call).isEmpty())
                .toList();
        return Sites.of(
                places,
                call -> new Mutation("removed the dirty events of " + Words.page(call.entry()) + " in "
                                + Words.of(call.entry()))
                        .removeAll(dirtied(recording, call))
                        .removeAll(marked(recording, call)));
    }

    /** What __mark_inode_dirty() says of a page that became dirty in the call. */
    private static List<RawRecord> marked(Recording recording, Call call) {
        return call.records(recording).stream()
                .filter(record -> record.event().name().equals(Events.MARK_INODE)
                        && (record.value("flags") & dirtyPages(record.event())) != 0
                        && Page.ino(record) == Page.ino(call.entry()))
                .toList();
    }

    /** The bit that the event itself prints as I_DIRTY_PAGES: it moved between kernels (include/linux/fs.h). */
    private static long dirtyPages(RawEvent event) {
        Matcher matcher = DIRTY_PAGES.matcher(event.printFmt());
        if (!matcher.find()) {
            return 0;
        }
        return matcher.group(1) == null ? Long.decode(matcher.group(2)) : 1L << Integer.parseInt(matcher.group(1));
    }

    private static Sites withoutProtection(Recording recording) {
        List<Call> places = successful(recording).stream()
                .filter(call -> !protection(recording, call).isEmpty())
                .toList();
        return Sites.of(
                places,
                call -> new Mutation("removed sb_pagefaults from " + Words.of(call.entry()))
                        .removeAll(protection(recording, call)));
    }

    private static Sites withoutMkwrite(Recording recording) {
        List<Call> places = successful(recording).stream()
                .filter(call -> !surrounding(recording, call).equals(call))
                .filter(call -> !dirtied(recording, call).isEmpty())
                .toList();
        return Sites.of(
                places,
                call -> new Mutation("removed page_mkwrite of " + Words.page(call.entry()) + " from "
                                + Words.of(call.entry()))
                        .removeAll(surrounding(recording, call).within(recording, Events.MKWRITE)));
    }

    private static Sites storm(Recording recording) {
        List<Call> places = Call.of(recording, Events.FAULT).stream()
                .filter(call -> call.entry().value("dev") != 0)
                .toList();
        return Sites.of(places, call -> {
            List<RawRecord> forged = new ArrayList<>();
            for (int i = 0; i < STORM; i++) {
                forged.add(call.entry());
                forged.add(call.end().with("ret", NOPAGE).on(call.entry()));
            }
            return new Mutation("forged " + STORM + " faults that end in NOPAGE before " + Words.of(call.entry()))
                    .insertBefore(call.entry(), Times.before(recording, call.entry(), forged));
        });
    }

    /** Calls of the file system's page_mkwrite that left the page locked for the VM. */
    private static List<Call> successful(Recording recording) {
        return Call.of(recording, Events.FS_MKWRITE).stream()
                .filter(call -> (call.result() & LOCKED) != 0 && Page.in(call.entry()))
                .toList();
    }

    /** The fault that a page_mkwrite belongs to; itself when faults were not recorded. */
    private static Call surrounding(Recording recording, Call call) {
        return recording.fault(call).orElse(call);
    }

    private static List<RawRecord> dirtied(Recording recording, Call call) {
        boolean here = call.within(recording, Events.DIRTY).stream()
                .anyMatch(record -> Page.in(record) && Page.of(record).equals(Page.of(call.entry())));
        return here ? call.within(recording, Events.DIRTY) : List.of();
    }

    private static List<RawRecord> protection(Recording recording, Call call) {
        return call.records(recording).stream()
                .filter(record -> LOCK_EVENTS.contains(record.event().name())
                        && record.text("name").equals(PROTECTION))
                .toList();
    }

    /** A page index that no event of the file comes near. */
    private static long end(Recording recording, long ino) {
        long pages = 0;
        int pageSize = recording.original().pageSize();
        for (RawRecord record : recording.ordered()) {
            if (Page.ino(record) == ino) {
                pages = Math.max(pages, Page.in(record) ? Page.of(record).index() : 0);
                pages = Math.max(pages, record.value("isize") / pageSize);
            }
        }
        return pages + 16;
    }
}
