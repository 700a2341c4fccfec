// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.replay.CounterCourse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kernel's counters over time beside the model's, for people and for programs. */
final class CourseOutput {
    private CourseOutput() {}

    /** Nothing where there is nothing to compare. */
    static String text(List<CounterCourse> courses, CaptureHeading heading) {
        if (courses.isEmpty()) {
            return "";
        }
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (CounterCourse course : courses) {
            CounterCourse.Sample last = course.samples().get(course.samples().size() - 1);
            CounterCourse.Sample departure = course.departure();
            rows.add(new Object[] {
                course.counter(),
                course.samples().size(),
                last.observed(),
                last.predicted(),
                course.band(),
                departure == null ? "none" : heading.time(departure.ts()),
                course.why()
            });
        }
        List<String> columns =
                List.of("counter", "readings", "observed", "predicted", "band", "first departure", "what explains it");
        return "\nsince the first reading of the kernel's counters [pages]\n\n" + new TextTable(columns, rows).text();
    }

    static Map<String, @Nullable Object> json(CounterCourse course) {
        CounterCourse.Sample departure = course.departure();
        Map<String, @Nullable Object> object = Inspected.map("counter", course.counter(), "band", course.band());
        object.put("departure", departure == null ? null : sample(departure));
        object.put("why", course.why());
        object.put(
                "samples", course.samples().stream().map(CourseOutput::sample).toList());
        return object;
    }

    private static Map<String, @Nullable Object> sample(CounterCourse.Sample sample) {
        return Inspected.map("ts", sample.ts(), "observed", sample.observed(), "predicted", sample.predicted());
    }
}
