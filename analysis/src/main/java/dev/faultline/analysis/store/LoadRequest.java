// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import dev.faultline.parsers.capture.Selection;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to load, and where to.
 *
 * @param captures files or directories, in the order of their {@code capture_id} from 0
 * @param events events to decode
 * @param window times, cpus and threads; its own event predicate is not used
 * @param store file to keep the store in, {@code null} for one that goes when the database is closed
 * @param resources what it may use
 */
public record LoadRequest(
        List<Path> captures,
        EventSet events,
        Selection window,
        @Nullable Path store,
        Resources resources) {
    /** Everything, into a temporary store. */
    public static LoadRequest of(Path... captures) {
        return new LoadRequest(List.of(captures), EventSet.ALL, Selection.everything(), null, Resources.standard());
    }

    public LoadRequest withEvents(EventSet wanted) {
        return new LoadRequest(captures, wanted, window, store, resources);
    }

    public LoadRequest withWindow(Selection wanted) {
        return new LoadRequest(captures, events, wanted, store, resources);
    }

    public LoadRequest withStore(Path file) {
        return new LoadRequest(captures, events, window, file, resources);
    }

    public LoadRequest withResources(Resources given) {
        return new LoadRequest(captures, events, window, store, given);
    }
}
