// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.views;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Why counts of one workload differ: patterns of workload, capture, evidence and column, and the reason; the first that fits counts. */
final class WorkloadReasons {
    /** One cell of the table. */
    record Place(String workload, String capture, String seen, String column) {}

    private record Reason(Pattern workload, Pattern capture, Pattern seen, Pattern column, String text) {
        static Reason of(String line) {
            String[] cells = line.split("\t", 5);
            return new Reason(
                    Pattern.compile(cells[0]),
                    Pattern.compile(cells[1]),
                    Pattern.compile(cells[2]),
                    Pattern.compile(cells[3]),
                    cells[4]);
        }

        boolean fits(Place place) {
            return workload.matcher(place.workload()).matches()
                    && capture.matcher(place.capture()).matches()
                    && seen.matcher(place.seen()).matches()
                    && column.matcher(place.column()).matches();
        }
    }

    private final List<Reason> reasons;
    private final Set<Integer> used = new TreeSet<>();
    private final List<Place> missing = new ArrayList<>();

    private WorkloadReasons(List<Reason> reasons) {
        this.reasons = reasons;
    }

    static WorkloadReasons read(Path file) throws IOException {
        return new WorkloadReasons(Files.readAllLines(file).stream()
                .filter(line -> !line.isEmpty())
                .map(Reason::of)
                .toList());
    }

    /** {@code " (3)"}: the number of the reason why a cell differs. */
    String mark(Place place) {
        for (int i = 0; i < reasons.size(); i++) {
            if (reasons.get(i).fits(place)) {
                used.add(i);
                return " (" + (i + 1) + ")";
            }
        }
        missing.add(place);
        return " (?)";
    }

    /** The numbered list. */
    String page() {
        StringBuilder page = new StringBuilder();
        for (int i = 0; i < reasons.size(); i++) {
            page.append(i + 1).append(". ").append(reasons.get(i).text()).append('\n');
        }
        return page.toString();
    }

    /** Differences that no reason fits. */
    List<Place> missing() {
        return missing;
    }

    /** Reasons that no difference needed. */
    List<String> unused() {
        List<String> unused = new ArrayList<>();
        for (int i = 0; i < reasons.size(); i++) {
            if (!used.contains(i)) {
                unused.add(reasons.get(i).text());
            }
        }
        return unused;
    }
}
