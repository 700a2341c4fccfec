// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
    /** Ill-formed sequences of Unicode 15, table 3-7: overlong, surrogate, beyond U+10FFFF, cut short. */
    @ParameterizedTest
    @CsvSource({
        "6162,ab",
        "615c62,a\\\\b",
        "c3a4e282acf09f9880,\u00e4\u20ac\ud83d\ude00",
        "ff61,\\xffa",
        "c0af,\\xc0\\xaf",
        "e080af,\\xe0\\x80\\xaf",
        "eda080,\\xed\\xa0\\x80",
        "f4908080,\\xf4\\x90\\x80\\x80",
        "61c3,a\\xc3",
        "e282,\\xe2\\x82",
    })
    void utf8StaysAndEveryOtherByteIsWrittenOut(String hex, String expected) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThat(Text.decode(bytes, 0, bytes.length)).isEqualTo(expected);
        assertThat(new String(Text.escape(bytes, 0, bytes.length), StandardCharsets.UTF_8))
                .isEqualTo(expected);
    }
}
