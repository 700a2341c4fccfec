// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.check;

import java.util.regex.Pattern;

/** Names with {@code *} for any text and {@code ?} for one character. */
final class Glob {
    private Glob() {}

    static boolean matches(String glob, String text) {
        String regex = Pattern.quote(glob).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches();
    }
}
