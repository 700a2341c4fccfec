// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.analysis.rules.Family;
import dev.faultline.analysis.rules.Finding;
import dev.faultline.analysis.rules.RuleCatalogue;
import dev.faultline.analysis.rules.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JudgementTest {
    private static final RuleCatalogue RULES = RuleCatalogue.standard();

    private static Finding finding(String rule, String subject, Map<String, @Nullable Object> evidence) {
        return new Finding(rule, 10L, 0, 1, subject, "message", evidence);
    }

    private static JudgedFinding judged(Severity severity, Confidence confidence, @Nullable Long bytes) {
        return new JudgedFinding(
                finding("nopage-loop", "address 0x1000", Map.of()), severity, confidence, bytes, List.of());
    }

    @Test
    void rankIsSeverityTimesConfidenceTimesTheLogarithmOfBytes() {
        assertThat(judged(Severity.INFO, Confidence.PROVED, null).rank()).isEqualTo(1);
        assertThat(judged(Severity.LOW, Confidence.LIKELY, 8192L).rank()).isEqualTo(32 * 0.5 * 2);
        assertThat(judged(Severity.CRITICAL, Confidence.SUSPICION, 4096L).rank())
                .isEqualTo(32 * 32 * 32 * 32 * 0.1);
    }

    @Test
    void volumeAloneNeverLiftsAFindingOverAWorseOneThatIsAsSure() {
        double much = judged(Severity.MEDIUM, Confidence.PROVED, 1L << 40).rank();
        assertThat(much)
                .isLessThan(judged(Severity.HIGH, Confidence.PROVED, null).rank());
    }

    @Test
    void aGroupTellsTwentyAndCountsTheRest() {
        List<JudgedFinding> many = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            many.add(judged(Severity.LOW, Confidence.LIKELY, null));
        }
        FindingGroup group = FindingGroup.of("0:7:12", many);
        assertThat(group.findings()).hasSize(20);
        assertThat(group.more()).isEqualTo(3);
    }

    @Test
    void exclusionsAreReadAndCoverADeviceByItsMajorNumber() {
        List<Exclusion> shipped = Exclusion.read(RULES.exclusions());
        assertThat(shipped)
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(exclusion -> !exclusion.reason().isBlank());
        Finding onLoop = finding("dropped-dirty", "inode 2 on device 7:0", Map.of("dev", 7L << 20));
        Finding onDisk = finding("dropped-dirty", "inode 2 on device 8:0", Map.of("dev", 8L << 20));
        assertThat(shipped).anyMatch(exclusion -> exclusion.covers(onLoop));
        assertThat(shipped).noneMatch(exclusion -> exclusion.covers(onDisk));
    }

    @Test
    void suppressionsNeedAReasonAndMatchRuleAndSubject() {
        Suppression suppression = new Suppression("lost-*", "cpu 3 *", "a flaky recorder");
        assertThat(suppression.covers(finding("lost-events", "cpu 3 of buffer top", Map.of())))
                .isTrue();
        assertThat(suppression.covers(finding("lost-events", "cpu 2 of buffer top", Map.of())))
                .isFalse();
        assertThat(suppression.covers(finding("nopage-loop", "cpu 3 of buffer top", Map.of())))
                .isFalse();
        assertThatThrownBy(() -> new Suppression("*", "*", " ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rulesAreChosenByNumberFamilyAndSeverityAndOffOnesByNameOnly() {
        RuleChoice number = new RuleChoice(List.of("b03"), List.of(), null);
        assertThat(number.ids(RULES, Set.of("nopage-loop"))).containsExactly("nopage-loop");
        RuleChoice family = new RuleChoice(List.of(), List.of(Family.WRITEBACK), Severity.CRITICAL);
        assertThat(family.ids(RULES, Set.of("stuck-writeback")))
                .contains("stale-dirty-inode", "lost-writeback-error")
                .doesNotContain("stuck-writeback", "tiny-writeback", "nopage-loop");
        assertThatThrownBy(() -> new RuleChoice(List.of("X99"), List.of(), null).ids(RULES, Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no rule 'X99'");
    }
}
