// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

/** How a line begins: who, where and when, before the event's own text. */
interface LineSyntax {
    /** Takes a line apart whose extent is set; false when it is no event line of this syntax. */
    boolean read(Line line);

    /** The name of this syntax, for {@code inspect}. */
    String name();
}
