// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * File names from names that captures chose. Letters, digits, {@code _}, {@code -} and inner dots stay; every other byte becomes
 * {@code %XX}. No name leaves its directory, is hidden, or differs from another only in case.
 */
final class FileNames {
    private static final int LONGEST = 200;

    private final Set<String> taken = new HashSet<>();

    String of(String name, String extension) {
        String safe = escape(name);
        safe = safe.substring(0, Math.min(LONGEST, safe.length()));
        String file = safe + extension;
        for (int i = 2; !taken.add(file.toLowerCase(Locale.ROOT)); i++) {
            file = safe + "~" + i + extension;
        }
        return file;
    }

    private static String escape(String name) {
        StringBuilder safe = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain =
                    c < 0x80 && (Character.isLetterOrDigit(c) || c == '_' || c == '-' || (c == '.' && !safe.isEmpty()));
            safe.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        return safe.isEmpty() ? "%" : safe.toString();
    }
}
