// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import dev.faultline.samples.read.RawSubBuffer;
import java.util.ArrayList;
import java.util.List;

/** Whole sub-buffers lost, as when the reader did not keep up with the kernel. */
final class SubBufferOperators {
    private static final String NEEDS = "a cpu with two sub-buffers of records";

    private SubBufferOperators() {}

    static List<Operator> all() {
        return List.of(
                operator(
                        "drop-sub-buffer",
                        "One sub-buffer of a cpu is gone; the next has the kernel's mark for missed events, without a "
                                + "number.",
                        "lost-events (G01); no new violation: what overlaps the gap is inconclusive",
                        Mark.UNCOUNTED),
                operator(
                        "drop-sub-buffer-counted",
                        "The same, and the mark has the number of records.",
                        "lost-events (G01) with the number; no new violation",
                        Mark.COUNTED),
                operator(
                        "drop-sub-buffer-silently",
                        "One sub-buffer of a cpu is gone and nothing says so.",
                        "nothing can, for certain: verdicts may be wrong. A tool that cuts files does this",
                        Mark.NONE));
    }

    private static Operator operator(String name, String breaks, String noticed, Mark mark) {
        return new Operator(
                name,
                breaks,
                noticed,
                NEEDS,
                recording -> Sites.of(
                        places(recording),
                        place -> new Mutation("dropped sub-buffer " + place.subBuffer.number() + " of cpu "
                                        + place.track.cpu() + " with "
                                        + place.subBuffer.records().size() + " records")
                                .drop(place.subBuffer, mark)));
    }

    private record Place(Track track, RawSubBuffer subBuffer) {}

    /** Sub-buffers behind which another one can bear the mark. */
    private static List<Place> places(Recording recording) {
        List<Place> places = new ArrayList<>();
        for (Track track : recording.tracks()) {
            List<RawSubBuffer> filled = track.subBuffers().stream()
                    .filter(subBuffer -> !subBuffer.records().isEmpty())
                    .toList();
            for (int i = 0; i + 1 < filled.size(); i++) {
                places.add(new Place(track, filled.get(i)));
            }
        }
        return places;
    }
}
