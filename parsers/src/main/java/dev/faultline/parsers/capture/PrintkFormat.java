// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.capture;

/**
 * One line of tracefs {@code printk_formats}: the text behind an address, which {@code bprint.fmt} and {@code bputs.str}
 * hold instead of the text.
 *
 * @param address address of the format in the kernel, unsigned
 * @param text the format, escape sequences resolved
 */
public record PrintkFormat(long address, String text) {}
