// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Work that goes on beside the caller's own, in a thread of its own. */
final class SideJob<T> {
    private final FutureTask<T> task;

    /** Starts at once. */
    SideJob(String name, Callable<T> work) {
        task = new FutureTask<>(work);
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** The caller's own work. */
    interface Work<R> {
        R run() throws IOException, InterruptedException;
    }

    /** Does the caller's work and waits for this job; when both fail, the work's failure is thrown and keeps the other. */
    <R> R beside(Work<R> work) throws IOException, InterruptedException {
        R done;
        try {
            done = work.run();
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            suppress(e);
            throw e;
        }
        result();
        return done;
    }

    /** The job must end before what it works with is closed. */
    private void suppress(Throwable first) {
        try {
            result();
        } catch (IOException | RuntimeException e) {
            if (e != first) { // both may have met one failure of a third
                first.addSuppressed(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            first.addSuppressed(e);
        }
    }

    /** Waits for the result; {@code null} when the work failed, which whoever asked for it was told. */
    @Nullable
    T orNull() {
        try {
            return task.get();
        } catch (ExecutionException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** Waits for the result; a failure of the work is thrown here as it was thrown there. */
    T result() throws IOException, InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
