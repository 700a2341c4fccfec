// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import java.util.List;

/**
 * What a container says about a recording beside its records.
 *
 * @param tasks every thread there will be
 */
record Recording(Kernel kernel, int cpus, KernelFormats formats, Symbols symbols, List<Task> tasks) {
    /** One {@code tid name} per line, as tracefs shows {@code saved_cmdlines}. */
    String commands() {
        StringBuilder text = new StringBuilder();
        for (Task task : tasks) {
            text.append(task.tid).append(' ').append(task.name).append('\n');
        }
        return text.toString();
    }

    /** As {@code uname -a} prints it. */
    String uname() {
        return "Linux generated " + kernel.release() + " #1 SMP x86_64";
    }
}
