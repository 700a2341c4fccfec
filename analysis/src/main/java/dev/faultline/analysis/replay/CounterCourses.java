// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Keeps the course of each counter, in bounded memory: when there are too many readings, every other one goes. */
final class CounterCourses {
    private static final int MOST = 2048;
    private static final long DRIFT = 125;

    private static final List<ObservationKind> KINDS = List.of(
            ObservationKind.NR_DIRTY,
            ObservationKind.NR_WRITEBACK,
            ObservationKind.NR_DIRTIED,
            ObservationKind.NR_WRITTEN);

    private final Evidence evidence;
    private final PageCounter pages;
    private final List<Course> courses = new ArrayList<>();
    private int cpus = 1;

    /** A counter under way. */
    private static final class Course {
        private final List<CounterCourse.Sample> samples = new ArrayList<>();
        private boolean begun;
        private long firstObserved;
        private long firstPredicted;
        private int stride = 1;
        private int skipped;
        private CounterCourse.@Nullable Sample worst;

        void read(long ts, long observed, long predicted, long band) {
            if (!begun) {
                begun = true;
                firstObserved = observed;
                firstPredicted = predicted;
            }
            CounterCourse.Sample sample =
                    new CounterCourse.Sample(ts, observed - firstObserved, predicted - firstPredicted);
            if (worst == null && Math.abs(sample.observed() - sample.predicted()) > band) {
                worst = sample;
            }
            if (++skipped >= stride) {
                skipped = 0;
                samples.add(sample);
            }
            if (samples.size() == MOST) {
                stride *= 2;
                for (int i = samples.size() - 1; i > 0; i -= 2) {
                    samples.remove(i);
                }
            }
        }
    }

    CounterCourses(Evidence evidence, PageCounter pages) {
        this.evidence = evidence;
        this.pages = pages;
        KINDS.forEach(kind -> courses.add(new Course()));
    }

    void read(Observation reading) {
        cpus = Math.max(cpus, reading.cpu() + 1);
        int which = KINDS.indexOf(reading.kind());
        courses.get(which).read(reading.ts(), reading.value(), pages.sum(reading.kind()), band());
    }

    private long band() {
        return DRIFT * cpus;
    }

    /** Counters of which there are two readings or more, and whose events are recorded. */
    List<CounterCourse> list() {
        List<CounterCourse> list = new ArrayList<>();
        for (int i = 0; i < KINDS.size(); i++) {
            Course course = courses.get(i);
            if (course.samples.size() > 1 && isPredicted(KINDS.get(i))) {
                CounterCourse.Sample worst = course.worst;
                list.add(new CounterCourse(
                        KINDS.get(i).name().toLowerCase(Locale.ROOT),
                        band(),
                        List.copyOf(course.samples),
                        worst,
                        worst == null ? null : why(worst)));
            }
        }
        return list;
    }

    private boolean isPredicted(ObservationKind counter) {
        return switch (counter) {
            case NR_DIRTIED -> evidence.has(ObservationKind.FOLIO_DIRTIED);
            case NR_WRITTEN -> evidence.has(ObservationKind.WRITEBACK_END);
            case NR_DIRTY -> evidence.has(ObservationKind.FOLIO_DIRTIED) && evidence.seesCleaning();
            default -> evidence.has(ObservationKind.WRITEBACK_BEGIN) && evidence.has(ObservationKind.WRITEBACK_END);
        };
    }

    private String why(CounterCourse.Sample sample) {
        boolean more = sample.observed() > sample.predicted();
        if (pages.counters().lowerBound()) {
            return "folios of unknown size count as one page, or events were lost: the prediction is a lower bound";
        }
        if (more) {
            return "pages moved that the capture does not show: a filter left them out, or they were of block devices and of swap";
        }
        return evidence.has(ObservationKind.FOLIO_REMOVED) || evidence.has(ObservationKind.FOLIO_CANCELLED)
                ? "the events say more than the kernel counted: redirtied or uncounted folios (memory file systems)"
                : "what truncation dropped is not recorded";
    }
}
