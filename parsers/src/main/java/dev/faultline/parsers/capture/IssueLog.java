// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.capture;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Issues of one part of a capture, in the order found. Per kind only the first few are kept as rows and the rest is
 * counted, so damage never costs more memory than the file. Not safe for use by several threads.
 */
public final class IssueLog {
    /** Rows kept per kind and part. */
    public static final int ROWS_PER_KIND = 20;

    private final String place;
    private final List<ParseIssue> rows = new ArrayList<>();
    private final Map<IssueKind, Integer> counts = new EnumMap<>(IssueKind.class);

    /** @param place file and part, the {@code path} of the issues */
    public IssueLog(String place) {
        this.place = place;
    }

    /** Notes an issue; {@code detail} is only asked for when the row is kept. */
    public void add(IssueKind kind, long offset, Supplier<String> detail) {
        int before = counts.merge(kind, 1, Integer::sum) - 1;
        if (before < ROWS_PER_KIND) {
            rows.add(new ParseIssue(kind, place, offset, detail.get()));
        }
    }

    /** Whether nothing was noted. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The rows, and for each kind with more of them one last row that says how many more. */
    public List<ParseIssue> toRows() {
        List<ParseIssue> all = new ArrayList<>(rows);
        counts.forEach((kind, count) -> {
            if (count > ROWS_PER_KIND) {
                long last = lastOffset(kind);
                all.add(new ParseIssue(kind, place, last, (count - ROWS_PER_KIND) + " more of this kind in this part"));
            }
        });
        return all;
    }

    private long lastOffset(IssueKind kind) {
        long offset = 0;
        for (ParseIssue row : rows) {
            offset = row.kind() == kind ? row.offset() : offset;
        }
        return offset;
    }
}
