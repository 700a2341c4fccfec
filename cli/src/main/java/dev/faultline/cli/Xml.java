// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

/** Text as XML. */
final class Xml {
    private Xml() {}

    /** Text as it may stand in an attribute or an element; characters that XML has not are made visible. */
    static String escaped(String text) {
        return SafeText.of(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
