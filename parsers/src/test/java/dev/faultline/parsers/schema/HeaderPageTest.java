// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeaderPageTest {
    private static String text(int longSize) {
        return "\tfield: u64 timestamp;\toffset:0;\tsize:8;\tsigned:0;\n\tfield: local_t commit;\toffset:8;\tsize:"
                + longSize + ";\tsigned:1;\n\tfield: int overwrite;\toffset:8;\tsize:1;\tsigned:1;\n"
                + "\tfield: char data;\toffset:" + (8 + longSize) + ";\tsize:" + (4088 - longSize) + ";\tsigned:1;\n";
    }

    @Test
    void theKernelsLongIsTheSizeOfCommit() {
        assertThat(HeaderPage.parse(text(8))).isEqualTo(new HeaderPage(8, 16, 4080));
        assertThat(HeaderPage.parse(text(4))).isEqualTo(new HeaderPage(4, 12, 4084));
    }

    @Test
    void anImpossibleLayoutIsNone() {
        assertThat(HeaderPage.parse("")).isNull();
        assertThat(HeaderPage.parse(text(8).replace("commit", "comit"))).isNull();
        assertThat(HeaderPage.parse(text(16))).isNull();
        assertThat(HeaderPage.parse(text(8).replace("offset:16", "offset:9"))).isNull();
    }
}
