// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import java.util.List;

/**
 * What to simulate.
 *
 * @param title one line about it
 * @param cpus cpus of the machine; threads are dealt out to them in turn
 * @param startNs time stamp of the beginning [ns]
 * @param lengthNs workers end after that [ns]
 * @param events workers end after so many records
 * @param lockEvents workers end after so many records of system lock
 * @param backgroundPages above it the flusher writes [pages]
 * @param limitPages around it writers are throttled [pages]
 * @param flushIntervalNs how often the flusher looks for old pages [ns]
 * @param expireNs how old is old [ns]
 * @param tickNs granularity of file times [ns]
 */
record GenerateSpec(
        String title,
        Kernel kernel,
        int cpus,
        long startNs,
        long lengthNs,
        long events,
        long lockEvents,
        long backgroundPages,
        long limitPages,
        long flushIntervalNs,
        long expireNs,
        long tickNs,
        List<FileSystemSpec> fileSystems,
        List<FileSpec> files,
        List<WorkerSpec> workers) {
    GenerateSpec {
        fileSystems = List.copyOf(fileSystems);
        files = List.copyOf(files);
        workers = List.copyOf(workers);
    }
}
