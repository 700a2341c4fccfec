// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.replay.PageLife;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The life of a page, or what is known of it at one time, for people and for programs. */
final class PageOutput {
    private final CaptureHeading heading;
    private final List<PageLife> lives;
    private final @Nullable Long at;

    /** @param at the time that is asked for; {@code null} for the whole life */
    PageOutput(CaptureHeading heading, List<PageLife> lives, @Nullable Long at) {
        this.heading = heading;
        this.lives = lives;
        this.at = at;
    }

    private List<PageLife.Moment> moments(PageLife life) {
        return at == null ? life.moments() : life.at(at).stream().toList();
    }

    String text() {
        StringBuilder text = new StringBuilder(heading.text());
        for (PageLife life : lives) {
            text.append("\npage ")
                    .append(life.page())
                    .append(at == null ? "" : " at " + heading.time(at))
                    .append("\n\n");
            List<@Nullable Object[]> rows = new ArrayList<>();
            moments(life)
                    .forEach(moment -> rows.add(new Object[] {
                        heading.time(moment.ts()),
                        moment.cpu(),
                        moment.tid(),
                        moment.what(),
                        moment.value() == -1 ? null : moment.value(),
                        moment.folio()
                    }));
            if (rows.isEmpty()) {
                text.append("nothing is known of it: the capture shows nothing that concerns it")
                        .append(at == null ? "" : " until then")
                        .append("\n");
            } else {
                text.append(new TextTable(
                                List.of("when", "cpu", "tid", "what", "value", "known of the folio afterwards"), rows)
                        .text());
            }
        }
        return text.toString();
    }

    String json() {
        List<Map<String, @Nullable Object>> captures = heading.json();
        for (int i = 0; i < captures.size(); i++) {
            captures.get(i)
                    .put(
                            "page",
                            moments(lives.get(i)).stream()
                                    .map(PageOutput::moment)
                                    .toList());
        }
        return Json.of(Inspected.map("format", "faultline.page", "version", 1, "captures", captures)) + "\n";
    }

    private static Map<String, @Nullable Object> moment(PageLife.Moment moment) {
        return Inspected.map(
                "ts", moment.ts(),
                "cpu", moment.cpu(),
                "tid", moment.tid(),
                "what", moment.what(),
                "value", moment.value() == -1 ? null : moment.value(),
                "folio", moment.folio());
    }
}
