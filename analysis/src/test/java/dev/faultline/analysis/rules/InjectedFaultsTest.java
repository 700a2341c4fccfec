// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Every rule on the captures with an injected fault, and on their controls: each fault is found in its file, by its rule, and nothing
 * of severity medium or above anywhere else. Verdicts and least numbers of checks are committed.
 */
class InjectedFaultsTest {
    private static final Pattern INJECTED = Pattern.compile("k61-lab-(bug-(mkwrite|no_mkclean|raw|slow|writepage).*|finj-.*)");

    @Test
    void areFoundAndNothingElse() throws Exception {
        Map<String, Path> captures = new LinkedHashMap<>(Captures.corpus("rules on injected faults"));
        captures.keySet().removeIf(name -> !INJECTED.matcher(name).matches());
        Assumptions.assumeFalse(captures.isEmpty(), "no corpus");
        RuleCatalogue catalogue = RuleCatalogue.standard();
        List<String> lines = VerdictsTest.judge(captures, catalogue.ids());
        VerdictsTest.compare(lines, VerdictsTest.TABLES.resolve("verdicts-injected.tsv"));
        assertThat(lines.stream()
                        .map(line -> line.split("\t", -1))
                        .filter(cells -> cells[2].equals("violated"))
                        .filter(cells -> catalogue.rule(cells[1]).severity().compareTo(Severity.MEDIUM) <= 0)
                        .map(cells -> String.join(" | ", cells[0], cells[1], cells[4])))
                .containsExactlyInAnyOrder(
                        "k61-lab-bug-mkwrite_no_pagefault-ext4 | mkwrite-freeze-protection | ext4 on device 254:16",
                        "k61-lab-bug-mkwrite_no_trunc_check | mkwrite-beyond-eof | inode 132 on device 254:16",
                        "k61-lab-bug-mkwrite_no_trunc_check | mkwrite-not-accounted | inode 132 on device 254:16",
                        "k61-lab-bug-no_mkclean | stale-writable-pte | inode 15 on device 254:16",
                        "k61-lab-bug-raw_setdirty | mkwrite-not-accounted | inode 132 on device 254:16",
                        "k61-lab-bug-writepage_drop | dropped-dirty | inode 132 on device 254:16");
    }
}
