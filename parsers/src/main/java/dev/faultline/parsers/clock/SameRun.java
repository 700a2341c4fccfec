// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.clock;

import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.CaptureInfo;
import dev.faultline.parsers.capture.Symbol;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether two captures can be of one run at all. No format keeps the boot's id, so this only ever disproves. */
final class SameRun {
    private SameRun() {}

    /** What shows that they are not of one boot of one machine; {@code null} when nothing does. */
    static @Nullable String contradiction(Capture capture, Capture other) throws IOException {
        CaptureInfo a = capture.info();
        CaptureInfo b = other.info();
        String differs = different("host", a.hostname(), b.hostname());
        differs = differs == null ? different("kernel", a.kernelRelease(), b.kernelRelease()) : differs;
        return differs == null ? moved(capture, other) : differs;
    }

    private static @Nullable String different(String what, @Nullable String a, @Nullable String b) {
        return a == null || b == null || a.equals(b)
                ? null
                : "captures of two runs: " + what + " " + a + " and " + what + " " + b;
    }

    /** The kernel lies at another address after every boot, where it was built to. */
    private static @Nullable String moved(Capture capture, Capture other) throws IOException {
        Map<String, Long> places = places(capture);
        if (places.isEmpty()) {
            return null;
        }
        for (Map.Entry<String, Long> place : places(other).entrySet()) {
            Long mine = places.get(place.getKey());
            if (mine != null && mine.longValue() != place.getValue()) {
                return String.format(
                        java.util.Locale.ROOT,
                        "captures of two boots: %s is at 0x%x and at 0x%x",
                        place.getKey(),
                        mine,
                        place.getValue());
            }
        }
        return null;
    }

    /** Functions of the kernel image whose name is unique and whose address is not hidden. */
    private static Map<String, Long> places(Capture capture) throws IOException {
        Map<String, Long> places = new HashMap<>();
        for (Symbol symbol : capture.symbols()) {
            if (symbol.module() == null && symbol.type() == 'T' && symbol.address() != 0) {
                places.merge(symbol.name(), symbol.address(), (first, second) -> 0L);
            }
        }
        places.values().removeIf(address -> address == 0);
        return places;
    }
}
