// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.locking;

/**
 * A place in the kernel's source that shows what a disagreement or a documented order of locks says.
 *
 * @param cited name of the disagreement or order
 * @param kernel release the lines are of, as 6.1.119
 * @param path file in the kernel's tree
 * @param place function, structure, or the heading of the comment that the lines are part of
 * @param firstLine first line, from 1
 * @param lastLine last line
 * @param shows what is to be seen there
 */
public record Citation(
        String cited, String kernel, String path, String place, int firstLine, int lastLine, String shows) {
    /** As {@code mm/filemap.c:3330-3354 filemap_fault (6.12): ...}. */
    @Override
    public String toString() {
        String lines = firstLine == lastLine ? Integer.toString(firstLine) : firstLine + "-" + lastLine;
        return path + ":" + lines + " " + place + " (" + kernel + "): " + shows;
    }
}
