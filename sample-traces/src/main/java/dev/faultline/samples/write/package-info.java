// SPDX-License-Identifier: Apache-2.0
/**
 * Writers of captures. They share no code with the readers of {@code parsers}, so that a test that writes with one and
 * reads with the other proves something about both.
 */
@NullMarked
package dev.faultline.samples.write;

import org.jspecify.annotations.NullMarked;
