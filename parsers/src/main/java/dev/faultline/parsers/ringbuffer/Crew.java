// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.ringbuffer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Threads that take tasks from one list in its order. The first failure stops all and is thrown by {@link #run}. */
public final class Crew<T> {
    /** One thread's work. */
    public interface Member<T> {
        /** Does one of the tasks. */
        void work(T task) throws IOException, InterruptedException;
    }

    private final List<T> tasks;
    private final List<? extends Member<T>> members;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** Members that share tasks. */
    public Crew(List<T> tasks, List<? extends Member<T>> members) {
        this.tasks = tasks;
        this.members = members;
    }

    /** Works through all tasks; the calling thread is the first member. */
    public void run() throws IOException, InterruptedException {
        List<Thread> others = new ArrayList<>();
        for (Member<T> member : members.subList(1, members.size())) {
            Thread thread = new Thread(() -> take(member), "faultline-decode-" + (others.size() + 1));
            thread.setDaemon(true);
            thread.start();
            others.add(thread);
        }
        take(members.get(0));
        join(others);
        rethrow();
    }

    private void take(Member<T> member) {
        try {
            for (int i = next.getAndIncrement();
                    i < tasks.size() && failure.get() == null;
                    i = next.getAndIncrement()) {
                member.work(tasks.get(i));
            }
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
    }

    private void join(List<Thread> others) throws InterruptedException {
        try {
            for (Thread thread : others) {
                thread.join();
            }
        } catch (InterruptedException e) {
            failure.compareAndSet(null, e);
            others.forEach(Thread::interrupt);
            throw e;
        }
    }

    private void rethrow() throws IOException, InterruptedException {
        Throwable cause = failure.get();
        if (cause instanceof IOException e) {
            throw e;
        } else if (cause instanceof InterruptedException e) {
            throw e;
        } else if (cause instanceof RuntimeException e) {
            throw e;
        } else if (cause instanceof Error e) {
            throw e;
        }
    }
}
