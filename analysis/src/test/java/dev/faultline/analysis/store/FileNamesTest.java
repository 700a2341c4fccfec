// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamesTest {
    private final FileNames names = new FileNames();

    @ParameterizedTest
    @CsvSource({
        "writeback.writeback_dirty_folio, writeback.writeback_dirty_folio.parquet",
        "../../etc.passwd, %2E.%2F..%2Fetc.passwd.parquet",
        "a/b\\c, a%2Fb%5Cc.parquet",
        "'a b%', a%20b%25.parquet",
        "é, %C3%A9.parquet",
    })
    void bytesThatMeanSomethingToAFileSystemAreEscaped(String name, String file) {
        assertThat(names.of(name, ".parquet")).isEqualTo(file);
    }

    @Test
    void longNamesAreCutAndStayApart() {
        String name = "x".repeat(300);
        assertThat(names.of(name, ".arrow")).isEqualTo("x".repeat(200) + ".arrow");
        assertThat(names.of(name + "y", ".arrow")).isEqualTo("x".repeat(200) + "~2.arrow");
    }

    @Test
    void namesThatDifferInCaseStayApart() {
        assertThat(names.of("sys.A", ".arrow")).isEqualTo("sys.A.arrow");
        assertThat(names.of("sys.a", ".arrow")).isEqualTo("sys.a~2.arrow");
    }
}
