// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import dev.faultline.parsers.capture.IssueLog;
import dev.faultline.parsers.capture.RecordBlock;
import dev.faultline.parsers.capture.RecordSink;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.parsers.text.print.Match;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Table {@code perf.event} of a text: the names of its events, numbered as they come; {@code rec} is the first line. */
final class ScriptEvents {
    private ScriptEvents() {}

    /** Hands the rows of names that have no number to whoever wants them, and gives them one. */
    static void hand(
            TextContents contents,
            long[] firstLines,
            Selection selection,
            RecordSink sink,
            Map<String, Integer> numbers)
            throws IOException, InterruptedException {
        int known = numbers.size();
        TextEvent event = PerfForms.EVENT;
        TextEvent.Output output =
                new TextEvent.Output(event.form(), contents.events().indexOf(event), false);
        Images images = new Images();
        Match match = new Match();
        Line line = new Line();
        for (NameFacts facts : contents.sampledNames()) {
            if (numbers.containsKey(facts.name)) {
                continue;
            }
            byte[] name = facts.name.getBytes(StandardCharsets.UTF_8);
            line.reset(name, 0, name.length, name.length);
            match.begin(name, name.length);
            match.bits(0, numbers.size(), -1);
            match.span(1, Match.Kind.TEXT, 0, name.length);
            images.add(output, match, line, firstLines[facts.firstStretch()] + facts.firstLine() - 1);
            numbers.put(facts.name, numbers.size());
        }
        if (numbers.size() > known && selection.events().test(event.schema())) {
            IssueLog issues = new IssueLog(contents.file().name());
            sink.accept(new RecordBlock(
                    0, -1, 0, images.bytes(), ByteOrder.LITTLE_ENDIAN, 0, true, images.records(), issues));
        }
    }
}
