// SPDX-License-Identifier: Apache-2.0
/**
 * Captures made to order: a small deterministic simulator of programs that dirty files through mappings and write calls,
 * of the kernel's side of it (faults, {@code page_mkwrite}, writeback, throttling, journal), and of the tracer. What it
 * writes is a capture and, beside it, the truth: what really happened. {@link
 * dev.faultline.samples.generate.Generator} is the way in.
 *
 * <p>The kernel's rules were written down here a second time, from the kernel's sources (mm/memory.c,
 * mm/page-writeback.c, mm/truncate.c, fs/fs-writeback.c of 5.10, 6.1 and 6.12), and not taken from the replay's model: a
 * mistake in one is found by the other.
 */
@NullMarked
package dev.faultline.samples.generate;

import org.jspecify.annotations.NullMarked;
