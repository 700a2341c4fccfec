// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.views;

import java.util.LinkedHashMap;
import java.util.Map;

/** The {@code key=value} words of a line. */
final class Words {
    private Words() {}

    static Map<String, String> of(String line) {
        Map<String, String> words = new LinkedHashMap<>();
        for (String word : line.strip().split("\\s+")) {
            int at = word.indexOf('=');
            if (at > 0) {
                words.put(word.substring(0, at), word.substring(at + 1));
            }
        }
        return words;
    }
}
