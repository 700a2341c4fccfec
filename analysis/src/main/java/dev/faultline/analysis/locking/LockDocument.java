// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.locking;

/**
 * One version of the kernel's locking document.
 *
 * @param name the kernel release whose document it is: {@code v6.12}
 * @param path where that kernel's sources have it
 * @param fromKernel first kernel whose captures are judged by it: {@code 5.18}
 * @param lines how many lines it has
 */
public record LockDocument(String name, String path, String fromKernel, int lines) {}
