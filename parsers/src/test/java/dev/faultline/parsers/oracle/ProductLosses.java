// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.oracle;

import dev.faultline.parsers.capture.Buffer;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.LostEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The product's gaps: one for every {@code EVENTS DROPPED} line, with its number or without, and no other. */
final class ProductLosses implements Losses {
    private final Capture capture;
    private final List<LostEvents> left;

    ProductLosses(Capture capture) {
        this.capture = capture;
        left = new ArrayList<>(capture.losses());
    }

    @Override
    public void check(ReportLine line, Tally tally) {
        if (line.dropped() == 0) {
            return;
        }
        Long count = line.dropped() < 0 ? null : line.dropped();
        boolean found = left.removeIf(loss -> loss.cpu() == line.cpu()
                && name(loss).equals(line.buffer())
                && Objects.equals(loss.beforeTs(), line.ts())
                && Objects.equals(loss.count(), count));
        if (found) {
            tally.losses++;
        } else {
            tally.mismatch("loss of " + count + " before " + line + " is none of " + capture.losses());
        }
    }

    @Override
    public void finish(boolean whole, Tally tally) {
        if (whole && !left.isEmpty()) {
            tally.mismatch("losses that report does not know: " + left);
        }
    }

    private String name(LostEvents loss) {
        return capture.buffers().stream()
                .filter(buffer -> buffer.id() == loss.bufferId())
                .map(Buffer::name)
                .findFirst()
                .orElseThrow();
    }
}
