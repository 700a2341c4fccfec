// SPDX-License-Identifier: Apache-2.0
/** From an event's {@code print fmt} to a reader of the text that it prints. */
@org.jspecify.annotations.NullMarked
package dev.faultline.parsers.text.print;
