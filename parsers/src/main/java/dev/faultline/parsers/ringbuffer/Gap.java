// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.ringbuffer;

import org.jspecify.annotations.Nullable;

/** A place where the kernel says events are missing; its neighbours become known as records are seen. */
final class Gap {
    final @Nullable Long count;

    @Nullable
    Long afterTs;

    @Nullable
    Long beforeTs;

    Gap(@Nullable Long count, @Nullable Long afterTs) {
        this.count = count;
        this.afterTs = afterTs;
    }
}
