// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.capture;

import org.jspecify.annotations.Nullable;

/**
 * One line of the capture's own kallsyms.
 *
 * @param address start address, unsigned
 * @param type kallsyms type letter
 * @param name symbol
 * @param module module, {@code null} for the kernel image
 */
public record Symbol(
        long address, char type, String name, @Nullable String module) {}
