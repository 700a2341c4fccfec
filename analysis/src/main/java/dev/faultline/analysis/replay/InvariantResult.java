// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import org.jspecify.annotations.Nullable;

/**
 * What the replay says of one invariant. "Nothing violated" means nothing without {@code checked}.
 *
 * @param id the invariant
 * @param title what holds in a correct kernel
 * @param checked how often the capture decided it: {@code held + violated}
 * @param held how often it held
 * @param violated how often it did not
 * @param notCheckable why it was never decided; null if {@code checked > 0}
 */
public record InvariantResult(
        String id,
        String title,
        long checked,
        long held,
        long violated,
        @Nullable String notCheckable) {}
