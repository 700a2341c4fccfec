// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.replay.whatif.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What another setting would have changed, for people and for programs. */
final class WhatIfOutput {
    private final CaptureHeading heading;
    private final List<Prediction> predictions;

    WhatIfOutput(CaptureHeading heading, List<Prediction> predictions) {
        this.heading = heading;
        this.predictions = predictions;
    }

    String json() {
        List<Map<String, @Nullable Object>> captures = heading.json();
        for (int i = 0; i < captures.size(); i++) {
            Prediction prediction = predictions.get(i);
            Map<String, @Nullable Object> capture = captures.get(i);
            capture.put("settings", prediction.settings().toString());
            capture.put(
                    "metrics",
                    prediction.rows().stream().map(WhatIfOutput::metric).toList());
            capture.put("unknown", prediction.unknown());
            capture.put(
                    "missed",
                    prediction.missed().stream().map(WhatIfOutput::missed).toList());
        }
        return Json.of(Inspected.map("format", "faultline.whatif", "version", 1, "captures", captures)) + "\n";
    }

    private static Map<String, @Nullable Object> metric(Prediction.Row row) {
        Map<String, @Nullable Object> object =
                Inspected.map("metric", row.metric().id(), "standing", standing(row), "recorded", row.recorded());
        object.put("replayed", row.replayed());
        object.put("low", row.low());
        object.put("high", row.high());
        object.put("why", row.why());
        return object;
    }

    private static Map<String, @Nullable Object> missed(Prediction.Missed store) {
        Map<String, @Nullable Object> object =
                Inspected.map("ts", store.ts(), "dev", store.dev(), "ino", store.ino(), "index", store.index());
        object.put("told", store.told());
        return object;
    }

    private static String standing(Prediction.Row row) {
        return row.standing().name().toLowerCase(Locale.ROOT);
    }

    String text() {
        StringBuilder text = new StringBuilder(heading.text());
        predictions.forEach(prediction -> append(text.append('\n'), prediction));
        return text.toString();
    }

    private void append(StringBuilder text, Prediction prediction) {
        text.append("with ").append(prediction.settings()).append(":\n\n");
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Prediction.Row row : prediction.rows()) {
            rows.add(new Object[] {
                row.metric().id(),
                row.recorded(),
                row.replayed(),
                predicted(row),
                row.metric().title()
            });
        }
        text.append(new TextTable(List.of("metric", "recorded", "replayed", "predicted", "what it is"), rows).text());
        text.append('\n');
        prediction.rows().stream()
                .filter(row -> row.why() != null)
                .forEach(row -> text.append(row.metric().id())
                        .append(": ")
                        .append(SafeText.of(Values.text(row.why())))
                        .append('\n'));
        prediction
                .unknown()
                .forEach(one -> text.append("not known: ").append(one).append('\n'));
        prediction.missed().forEach(store -> missed(text, store));
    }

    private void missed(StringBuilder text, Prediction.Missed store) {
        text.append("missed: store at ")
                .append(heading.time(store.ts()))
                .append(" to dev ")
                .append(store.dev())
                .append(" ino ")
                .append(Long.toUnsignedString(store.ino()))
                .append(" index ")
                .append(Long.toUnsignedString(store.index()))
                .append(store.told() == null ? ", never told" : ", told at " + heading.time(store.told()))
                .append('\n');
    }

    private static String predicted(Prediction.Row row) {
        return switch (row.standing()) {
            case UNKNOWN -> "unknown";
            case HELD -> "as recorded";
            case PREDICTED ->
                Objects.equals(row.low(), row.high()) ? String.valueOf(row.low()) : row.low() + " to " + row.high();
        };
    }
}
