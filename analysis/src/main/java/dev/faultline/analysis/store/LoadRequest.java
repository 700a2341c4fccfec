// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import dev.faultline.parsers.capture.Selection;
import dev.faultline.parsers.schema.GivenFormats;
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
 * @param oneClock whether times of all captures are put on the clock of one of them; captures whose clocks cannot be related
 *     are refused then
 * @param formats what texts are read with, {@code null} for what lies beside them or belongs to their kernel
 */
public record LoadRequest(
        List<Path> captures,
        EventSet events,
        Selection window,
        @Nullable Path store,
        Resources resources,
        boolean oneClock,
        @Nullable GivenFormats formats) {
    /** Times of every capture on its own clock. */
    public LoadRequest(
            List<Path> captures, EventSet events, Selection window, @Nullable Path store, Resources resources) {
        this(captures, events, window, store, resources, false, null);
    }

    /** Everything, into a temporary store. */
    public static LoadRequest of(Path... captures) {
        return new LoadRequest(List.of(captures), EventSet.ALL, Selection.everything(), null, Resources.standard());
    }

    LoadRequest withCaptures(List<Path> others) {
        return new LoadRequest(others, events, window, store, resources, oneClock, formats);
    }

    public LoadRequest withEvents(EventSet wanted) {
        return new LoadRequest(captures, wanted, window, store, resources, oneClock, formats);
    }

    public LoadRequest withWindow(Selection wanted) {
        return new LoadRequest(captures, events, wanted, store, resources, oneClock, formats);
    }

    public LoadRequest withStore(Path file) {
        return new LoadRequest(captures, events, window, file, resources, oneClock, formats);
    }

    public LoadRequest withResources(Resources given) {
        return new LoadRequest(captures, events, window, store, given, oneClock, formats);
    }

    /** With times of all captures on one clock, or as they are. */
    public LoadRequest withOneClock(boolean one) {
        return new LoadRequest(captures, events, window, store, resources, one, formats);
    }

    /** With formats for texts. */
    public LoadRequest withFormats(@Nullable GivenFormats given) {
        return new LoadRequest(captures, events, window, store, resources, oneClock, given);
    }
}
