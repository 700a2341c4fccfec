// SPDX-License-Identifier: Apache-2.0
/**
 * A second reader of trace.dat, written from the format's description and sharing no code with {@code parsers}: simple,
 * the whole file in memory. Tests compare the product with it, and mutations read with it what they change.
 */
@NullMarked
package dev.faultline.samples.read;

import org.jspecify.annotations.NullMarked;
