// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import dev.faultline.samples.read.RawEvent;
import dev.faultline.samples.read.RawRecord;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writeback that starts or ends as it must not, and errors that nobody hears of. */
final class WritebackOperators {
    private static final Set<String> SYNC_EXIT = Set.of("sys_exit_fsync", "sys_exit_fdatasync", "sys_exit_msync");
    private static final int EIO = -5;

    private WritebackOperators() {}

    static List<Operator> all() {
        String needs = "probes of the start and the end of a page's writeback";
        return List.of(
                new Operator(
                        "clean-without-writeback",
                        "A page's dirty bit is cleared for writeback, and no writeback follows: its start and end are gone.",
                        "DROPPED-DIRTY (A02), I6",
                        needs + ", and of the clearing of its dirty bit",
                        WritebackOperators::notWritten),
                new Operator(
                        "endless-writeback",
                        "The writeback of a page starts and never ends: the end is gone.",
                        "STUCK-WRITEBACK (C01), when it is open for long or an fsync that waits for it returns; I4 when it starts again",
                        needs,
                        WritebackOperators::endless),
                new Operator(
                        "double-writeback",
                        "The writeback of a page starts twice without an end between.",
                        "I4 for kernels from 6.12 on; before, the second start is ignored",
                        needs,
                        WritebackOperators::twice),
                new Operator(
                        "writeback-of-clean",
                        "The writeback of a page is there a second time behind its end, when the page is clean.",
                        "I4",
                        needs,
                        WritebackOperators::ofClean),
                new Operator(
                        "writeback-end-only",
                        "The writeback of a page ends without having started: the start is gone.",
                        "I5",
                        needs,
                        WritebackOperators::endOnly),
                new Operator(
                        "unreported-error",
                        "The writeback of a page fails (filemap_set_wb_err, just before it ends), and the fsync behind it returns 0.",
                        "LOST-WB-ERROR (C10), I15",
                        "the declared event filemap_set_wb_err, pages in writeback with inode and device, and an fsync, "
                                + "fdatasync or msync behind that returns 0",
                        WritebackOperators::unreported));
    }

    /**
     * One writeback of a page.
     *
     * @param start records of its start: entry, and return if recorded
     * @param end records of its end, wrappers included
     */
    private record Writeback(List<RawRecord> start, List<RawRecord> end) {}

    private static List<Writeback> writebacks(Recording recording) {
        List<List<RawRecord>> ends = pages(recording, Events.WRITEBACK_END);
        List<List<RawRecord>> starts = pages(recording, Events.WRITEBACK_START);
        List<Writeback> found = new ArrayList<>();
        for (List<RawRecord> start : starts) {
            Page page = Page.of(start.get(0));
            long from = start.get(0).ts();
            long until = starts.stream()
                    .map(other -> other.get(0))
                    .filter(other -> other.ts() > from && Page.of(other).equals(page))
                    .mapToLong(RawRecord::ts)
                    .min()
                    .orElse(Long.MAX_VALUE);
            List<RawRecord> end = ends.stream()
                    .filter(other -> Page.of(other.get(0)).equals(page))
                    .filter(other -> other.get(0).ts() > from && other.get(0).ts() < until)
                    .flatMap(List::stream)
                    .toList();
            if (!end.isEmpty()) {
                found.add(new Writeback(start, end));
            }
        }
        return found;
    }

    /** Calls that name a page: the entry, and the return if it was recorded. */
    private static List<List<RawRecord>> pages(Recording recording, Set<String> functions) {
        IdentityHashMap<RawRecord, RawRecord> returns = new IdentityHashMap<>();
        Call.of(recording, functions).forEach(call -> returns.put(call.entry(), call.end()));
        List<List<RawRecord>> found = new ArrayList<>();
        for (RawRecord entry : recording.named(functions)) {
            if (Page.in(entry)) {
                RawRecord end = returns.get(entry);
                found.add(end == null ? List.of(entry) : List.of(entry, end));
            }
        }
        return found;
    }

    private static Sites notWritten(Recording recording) {
        List<List<RawRecord>> cleans = pages(recording, Events.CLEAN);
        List<Writeback> places = writebacks(recording).stream()
                .filter(writeback -> cleans.stream()
                        .map(clean -> clean.get(0))
                        .anyMatch(clean ->
                                Page.of(clean).equals(Page.of(writeback.start().get(0)))
                                        && clean.ts() < writeback.start().get(0).ts()))
                .toList();
        return Sites.of(
                places,
                writeback -> new Mutation("removed the writeback of "
                                + Words.page(writeback.start().get(0)) + ": "
                                + Words.of(writeback.start().get(0)))
                        .removeAll(writeback.start())
                        .removeAll(writeback.end()));
    }

    private static Sites endless(Recording recording) {
        return Sites.of(
                writebacks(recording),
                writeback -> new Mutation("removed the end of the writeback of "
                                + Words.page(writeback.start().get(0)) + ": "
                                + Words.of(writeback.end().get(0)))
                        .removeAll(writeback.end()));
    }

    private static Sites twice(Recording recording) {
        return Sites.of(writebacks(recording), writeback -> {
            RawRecord last = writeback.start().get(writeback.start().size() - 1);
            return new Mutation("second start of the writeback of "
                            + Words.page(writeback.start().get(0)) + " after " + Words.of(last))
                    .insertAfter(last, Times.after(recording, last, writeback.start()));
        });
    }

    private static Sites ofClean(Recording recording) {
        return Sites.of(writebacks(recording), writeback -> {
            RawRecord last = writeback.end().get(writeback.end().size() - 1);
            List<RawRecord> again = new ArrayList<>(writeback.start());
            again.addAll(writeback.end());
            return new Mutation("second writeback of "
                            + Words.page(writeback.start().get(0)) + " after " + Words.of(last))
                    .insertAfter(last, Times.after(recording, last, again));
        });
    }

    private static Sites endOnly(Recording recording) {
        return Sites.of(
                writebacks(recording),
                writeback -> new Mutation("removed the start of the writeback of "
                                + Words.page(writeback.start().get(0)) + ": "
                                + Words.of(writeback.start().get(0)))
                        .removeAll(writeback.start()));
    }

    private static Sites unreported(Recording recording) {
        Optional<RawEvent> error = recording.event("filemap", "filemap_set_wb_err");
        long lastSync = recording.named(SYNC_EXIT).stream()
                .filter(record -> record.value("ret") == 0)
                .mapToLong(RawRecord::ts)
                .max()
                .orElse(Long.MIN_VALUE);
        List<RawRecord> places = recording.named(Events.WRITEBACK_END).stream()
                .filter(record -> Page.in(record) && record.value("dev") != 0 && record.ts() < lastSync)
                .toList();
        if (error.isEmpty()) {
            return Sites.none();
        }
        return Sites.of(places, record -> {
            RawRecord failed = record.as(error.get())
                    .with("i_ino", Page.ino(record))
                    .with("s_dev", record.value("dev"))
                    .with("errseq", (EIO & 0xfffL) | (1L << 12));
            return new Mutation("forged a write error of inode " + Page.ino(record) + " before " + Words.of(record))
                    .insertBefore(record, Times.before(recording, record, List.of(failed)));
        });
    }
}
