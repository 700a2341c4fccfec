// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Font;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FontsTest {
    @Test
    void theFacesAreOurs() {
        assertThat(Fonts.plain(12).getFontName()).isEqualTo("DejaVu Sans");
        assertThat(Fonts.bold(12).getFontName()).isEqualTo("DejaVu Sans Bold");
        assertThat(Fonts.bold(17).getSize()).isEqualTo(17);
    }

    @Test
    void everyLogicalFontIsMapped() {
        String text = Fonts.configurationText(Path.of("/a b/DejaVuSans.ttf"), Path.of("/a b/DejaVuSans-Bold.ttf"));
        assertThat(text)
                .startsWith("version=1\nsequence.allfonts=default\n")
                .contains("sansserif.plain.default=DejaVu Sans\n", "dialog.bold.default=DejaVu Sans Bold\n")
                .endsWith(
                        "filename.DejaVu_Sans=/a b/DejaVuSans.ttf\nfilename.DejaVu_Sans_Bold=/a b/DejaVuSans-Bold.ttf\n");
    }

    @Test
    void theConfigurationIsSetBeforeTheToolkitStarts() {
        assertThat(Fonts.plain(10).canDisplayUpTo("µ · – ✓ page_mkwrite")).isEqualTo(-1);
        assertThat(System.getProperty("sun.awt.fontconfig")).endsWith("fontconfig.properties");
        assertThat(new Font(Font.SANS_SERIF, Font.PLAIN, 12).canDisplay('µ')).isTrue();
    }
}
