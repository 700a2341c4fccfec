// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Formats that do not come with the capture that is read with them.
 *
 * @param events the events
 * @param release the kernel's release, where it is known
 * @param source where they come from, in words
 */
public record GivenFormats(
        List<EventSchema> events, @Nullable String release, String source) {}
