// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import dev.faultline.analysis.chart.Visible;

/** HTML under construction. Text enters through {@link #escaped} only. */
final class Html {
    private final StringBuilder out = new StringBuilder(1 << 16);

    /** Markup of our own: a constant, never a value. */
    Html markup(String constant) {
        out.append(constant);
        return this;
    }

    /** Text between tags or inside a quoted attribute. */
    Html text(String value) {
        out.append(escaped(value));
        return this;
    }

    /** An element around text; the tag may carry attributes: {@code td class="number"}. */
    Html element(String tag, String text) {
        int end = tag.indexOf(' ');
        String name = end < 0 ? tag : tag.substring(0, end);
        out.append('<')
                .append(tag)
                .append('>')
                .append(escaped(text))
                .append("</")
                .append(name)
                .append('>');
        return this;
    }

    /** The only way from a value to HTML, right between tags and in quoted attributes alike. */
    static String escaped(String value) {
        StringBuilder safe = new StringBuilder(value.length() + 16);
        for (char c : Visible.text(value).toCharArray()) {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(c);
            }
        }
        return safe.toString();
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
