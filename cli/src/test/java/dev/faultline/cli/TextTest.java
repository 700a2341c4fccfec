// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Text that comes from captures reaches no terminal raw, in any format. */
class TextTest {
    /** Colour, bell, a C1 control, a right-to-left override, a line separator. */
    private static final String HOSTILE = "a\u001b[31mb\u0007c\u009bd\u202ee\u2028f\ng";

    @Test
    void controlCharactersAreWrittenAsCodes() {
        assertThat(SafeText.of(HOSTILE)).isEqualTo("a\\x1b[31mb\\x07c\\x9bd\\u{202e}e\\u{2028}f\\x0ag");
        assertThat(SafeText.lines("one\ntwo\u0000")).isEqualTo("one\ntwo\\x00");
        assertThat(SafeText.of("kworker/u8:2 é 漢 \uD83D\uDE00")).isEqualTo("kworker/u8:2 é 漢 \uD83D\uDE00");
        assertThat(SafeText.of("\uD83D")).isEqualTo("\\u{d83d}");
    }

    @Test
    void jsonIsExactAndHarmless() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("comm", HOSTILE);
        value.put("address", new BigInteger("18446744071562067968"));
        value.put("stack", List.of(1L, 2L));
        value.put("bytes", new byte[] {0, (byte) 0xff});
        value.put("share", Double.NaN);

        assertThat(Json.of(value))
                .isEqualTo("{\"comm\":\"a\\u001b[31mb\\u0007c\\u009bd\\u202ee\\u2028f\\u000ag\","
                        + "\"address\":18446744071562067968,\"stack\":[1,2],\"bytes\":\"00ff\",\"share\":null}");
        assertThat(Json.of(List.of(Map.of(), List.of()))).isEqualTo("[{},[]]");
    }

    @ParameterizedTest
    @EnumSource(
            value = RowFormat.class,
            names = {"TABLE", "CSV", "JSON", "NDJSON"})
    void noFormatLetsAnEscapeThrough(RowFormat format) {
        String text = print(format, List.<Object[]>of(new Object[] {HOSTILE, 7L}, new Object[] {null, -12L}));

        assertThat(text.codePoints()
                        .filter(c -> c != '\n' && SafeText.hostile(c))
                        .count())
                .isZero();
        assertThat(text).contains("7").contains("-12");
    }

    @Test
    void csvQuotesWhatNeedsIt() {
        assertThat(print(RowFormat.CSV, List.<Object[]>of(new Object[] {"a,\"b\"", null}, new Object[] {"", 1})))
                .isEqualTo("name,n\n\"a,\"\"b\"\"\",\n\"\",1\n");
    }

    @Test
    void tableAlignsNumbersRightAlsoBeyondTheRowsItHoldsBack() {
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < 2_003; i++) {
            rows.add(new Object[] {"x", i});
        }

        List<String> lines = print(RowFormat.TABLE, rows).lines().toList();

        assertThat(lines).hasSize(2_005);
        assertThat(lines.subList(0, 3)).containsExactly("name     n", "----  ----", "x        0");
        assertThat(lines.get(2_004)).isEqualTo("x     2002");
    }

    private static String print(RowFormat format, List<Object[]> rows) {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        java.io.PrintStream out = new java.io.PrintStream(bytes, false, java.nio.charset.StandardCharsets.UTF_8);
        RowWriter writer = format.writer(Console.plain(
                out,
                new java.io.PrintStream(
                        java.io.OutputStream.nullOutputStream(), false, java.nio.charset.StandardCharsets.UTF_8)));
        writer.columns(List.of("name", "n"));
        rows.forEach(writer::row);
        writer.end();
        out.flush();
        return bytes.toString(java.nio.charset.StandardCharsets.UTF_8);
    }
}
