// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import dev.faultline.samples.read.RawEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A capture that is to be mutated: what differs between its container and others. */
interface Original {
    /** The container in words, with its article. */
    String name();

    /** The records, by buffer and cpu. */
    List<Track> tracks();

    /** Events that a record can be made of. */
    Collection<RawEvent> events();

    /** What the container adds to every time stamp [ns]. */
    default long tsOffset() {
        return 0;
    }

    /** Of the machine [bytes]. */
    default int pageSize() {
        return 4096;
    }

    /** Names of the buffers besides the top one. */
    default Set<String> instances() {
        return Set.of();
    }

    /** Why changes of that reach cannot be made here; {@code null} when they can. */
    @Nullable
    String refusal(Reach reach);

    /** Writes the mutated capture: all but the records that {@code mutation} names as it was. */
    void write(Mutation mutation, Path out) throws IOException;
}
