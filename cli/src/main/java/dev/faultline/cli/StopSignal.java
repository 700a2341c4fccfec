// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import java.util.concurrent.CountDownLatch;

/**
 * Ctrl-c and SIGTERM as a request to finish: the process ends when the work that it interrupts has been closed, and with the exit
 * code of work that is done.
 */
final class StopSignal implements AutoCloseable {
    private final CountDownLatch finished = new CountDownLatch(1);
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
        try {
            finished.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // A signal's own exit code would call finished work a failure.
        Runtime.getRuntime().halt(ExitCode.DONE.code());
    }

    @Override
    public void close() {
        finished.countDown();
        if (!given) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
