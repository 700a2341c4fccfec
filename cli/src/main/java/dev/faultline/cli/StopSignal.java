// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import java.util.concurrent.CompletableFuture;

/**
 * Ctrl-c (SIGINT) and SIGTERM as a request to finish: the process goes on until its command has ended, and ends with the exit
 * code of that.
 */
final class StopSignal implements AutoCloseable {
    /** What the process would have exited with by itself. */
    private static final CompletableFuture<Integer> ENDING = new CompletableFuture<>();

    private final Thread hook = new Thread(this::finish, "finish");
    private volatile boolean given;

    StopSignal() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whether it was asked to finish. */
    boolean given() {
        return given;
    }

    private void finish() {
        given = true;
        // A signal's own exit code would call finished work a failure.
        Runtime.getRuntime().halt(ENDING.join());
    }

    /** The process is about to exit with this code: what a signal has begun ends with it. */
    static void ending(int code) {
        ENDING.complete(code);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The signal has come: the hook waits for the exit code.
        }
    }
}
