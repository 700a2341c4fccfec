// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

/**
 * Where a part of a file lies, for whoever wants to break it.
 *
 * @param part for example {@code kallsyms} or {@code top/cpu0}
 * @param offset first byte
 * @param length bytes
 */
public record Place(String part, long offset, long length) {}
