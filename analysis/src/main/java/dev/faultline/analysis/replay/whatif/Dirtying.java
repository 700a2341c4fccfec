// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay.whatif;

import dev.faultline.analysis.replay.whatif.Access.FileKey;
import java.util.LinkedHashSet;
import java.util.Set;

/** The dirty folios of a file of a world. */
final class Dirtying {
    final FileKey file;
    final Set<Folio> dirty = new LinkedHashSet<>();
    /** When the first of them became dirty; meaningful while there is one. */
    long since;
    /** When the program that stores to it syncs it next, {@link Settings#NEVER} while it stored nothing. */
    long nextSync = Settings.NEVER;

    /** Programs store or write to it. */
    boolean data;

    Dirtying(FileKey file) {
        this.file = file;
    }

    void add(Folio folio, long ts) {
        if (dirty.isEmpty()) {
            since = ts;
        }
        dirty.add(folio);
    }

    long since() {
        return since;
    }
}
