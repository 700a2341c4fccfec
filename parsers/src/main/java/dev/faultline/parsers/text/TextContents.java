// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import dev.faultline.parsers.capture.ClockUnit;
import dev.faultline.parsers.io.CaptureFile;
import java.util.List;
import java.util.Map;

/**
 * A text capture after its survey.
 *
 * @param file the file
 * @param heading its first lines
 * @param syntax how its lines begin
 * @param schemaSource where the formats come from, in words
 * @param unit what timestamps count
 * @param stretches parts of the file
 * @param survey what the first pass found
 * @param events the events of the file, in the order of their tables
 * @param byName the events that lines of one name can be of
 */
record TextContents(
        CaptureFile file,
        Heading heading,
        LineSyntax syntax,
        String schemaSource,
        ClockUnit unit,
        List<Stretch> stretches,
        Survey survey,
        List<TextEvent> events,
        Map<String, List<TextEvent>> byName) {}
