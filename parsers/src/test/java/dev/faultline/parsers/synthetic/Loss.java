// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.synthetic;

import org.jspecify.annotations.Nullable;

/** A gap as it must come back, or as it came back. */
record Loss(
        String buffer,
        int cpu,
        @Nullable Long after,
        @Nullable Long before,
        @Nullable Long count) {}
