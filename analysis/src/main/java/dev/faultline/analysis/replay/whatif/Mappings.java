// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay.whatif;

import dev.faultline.analysis.replay.whatif.Access.FileKey;
import dev.faultline.analysis.replay.whatif.Access.FilePage;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which page of its file an address shows: from recorded calls of mmap, and from faults that name both. */
final class Mappings {
    /**
     * A mapping.
     *
     * @param first its first virtual page
     * @param end the page behind its last
     * @param index page of the file that the first shows
     * @param shared whether stores reach the file
     * @param file the file; null while no fault named it
     */
    record Range(
            long first,
            long end,
            long index,
            boolean shared,
            @Nullable FileKey file) {
        /** The page of the file that a virtual page shows; of a file without a name where it is not known. */
        FilePage page(long number) {
            FileKey of = file == null ? new FileKey(-1, first) : file;
            return new FilePage(of, index + number - first);
        }
    }

    private final NavigableMap<Long, Range> calls = new TreeMap<>();
    private final Map<Long, Long> shifts = new HashMap<>();

    /** mmap returned. */
    void mapped(long first, long pages, long index, boolean shared) {
        calls.put(first, new Range(first, first + pages, index, shared, null));
    }

    void unmapped(long first, long end) {
        calls.subMap(first, Math.max(first, end)).clear();
    }

    /** A fault of a mapping showed that virtual page {@code number} is {@code page}. */
    void shown(long space, long number, FilePage page) {
        Range call = call(number);
        if (call == null) {
            shifts.put(space, page.index() - number);
        } else if (call.file() == null) {
            calls.put(call.first(), new Range(call.first(), call.end(), call.index(), call.shared(), page.file()));
        }
    }

    private @Nullable Range call(long number) {
        Map.Entry<Long, Range> call = calls.floorEntry(number);
        return call != null && number < call.getValue().end() ? call.getValue() : null;
    }

    /** The mapping around a virtual page that a call of mmap made; null if none is known. */
    @Nullable
    Range of(long number) {
        return call(number);
    }

    /** The mapping of {@code file} around a virtual page, without bounds where only its shift is known; null if nothing is. */
    @Nullable
    Range of(long space, long number, FileKey file, boolean shared) {
        Range call = call(number);
        if (call != null) {
            return new Range(call.first(), call.end(), call.index(), shared, file);
        }
        Long shift = shifts.get(space);
        return shift == null ? null : new Range(Math.max(0, -shift), Long.MAX_VALUE, Math.max(0, shift), shared, file);
    }
}
