// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.locking;

import java.util.List;

/**
 * A rule that the document states in sentences.
 *
 * @param rule its id
 * @param operation {@code struct.member}, several members joined with {@code /}; empty for all
 * @param oldLine line in the document of v5.10, 0 where that one does not say so
 * @param newLine line in the document of v6.12, 0 where that one does not say so
 * @param detectable direct, with what in brackets; partial, heuristic or none
 * @param severity how bad breaking it is
 * @param statement the fact in our words
 * @param judgedBy ids of the rules of {@code analysis/rules} that find where it is broken; empty when none can
 * @param because why none can; empty when some do
 */
public record ProseRule(
        String rule,
        String operation,
        int oldLine,
        int newLine,
        String detectable,
        String severity,
        String statement,
        List<String> judgedBy,
        String because) {
    /** Its line in a document; 0 when that document does not state it. */
    public int line(String document) {
        return document.equals("v5.10") ? oldLine : newLine;
    }
}
