// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.beside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports of lockdep as logs have them. */
class LockdepReportTest {
    private static final List<String> REPORT = List.of(
            "======================================================",
            "WARNING: possible circular locking dependency detected",
            "6.1.192-lab #2 Not tainted",
            "------------------------------------------------------",
            "mmlab/191 is trying to acquire lock:",
            "ffff88810311f3f8 (&sb->s_type->i_mutex_key#7){++++}-{3:3}, at: ext4_page_mkwrite+0x47e/0x8b0",
            "but task is already holding lock:",
            "ffff888103d0b578 (sb_pagefaults){.+.+}-{0:0}, at: arch_rethook_trampoline+0x0/0x50",
            "2 locks held by mmlab/191:",
            " #0: ffff888102ebb960 (&mm->mmap_lock){++++}-{3:3}, at: lock_mm_and_find_vma+0x27/0x230",
            " #1: ffff888103d0b578 (sb_pagefaults){.+.+}-{0:0}, at: arch_rethook_trampoline+0x0/0x50",
            "stack backtrace:");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[   53.124706] ",
                "[   53.124706][  T191] ",
                "<4>[   53.124706] ",
                "Nov 20 19:00:00 host kernel: [   53.124706] "
            })
    void whateverTheLogPutsBeforeALine(String prefix) {
        List<LockdepReport> reports = LockdepReport.all(
                REPORT.stream().map(line -> prefix + line + "\n").reduce("", String::concat));
        assertThat(reports)
                .containsExactly(new LockdepReport(
                        "possible circular locking dependency detected",
                        53_124_706_000L,
                        "mmlab",
                        191,
                        "acquire",
                        0xffff88810311f3f8L,
                        "&sb->s_type->i_mutex_key",
                        List.of(
                                new HeldLock(0xffff888102ebb960L, "&mm->mmap_lock"),
                                new HeldLock(0xffff888103d0b578L, "sb_pagefaults"))));
    }

    @Test
    void aReleaseOfWhatIsNotHeld() {
        String log = """
                WARNING: bad unlock balance detected!
                ls/192 is trying to release lock (&type->i_mutex_dir_key) at:
                [<ffffffff812e0b6e>] iterate_dir+0x13e/0x1c0
                but there are no more locks to release!
                1 lock held by ls/192:
                 #0: ffff888103a0 (&f->f_pos_lock){+.+.}-{3:3}, at: __fdget_pos+0x45/0x50
                """;
        assertThat(LockdepReport.all(log))
                .containsExactly(new LockdepReport(
                        "bad unlock balance detected!",
                        null,
                        "ls",
                        192,
                        "release",
                        null,
                        "&type->i_mutex_dir_key",
                        List.of(new HeldLock(0xffff888103a0L, "&f->f_pos_lock"))));
    }

    @Test
    void aTornLog() {
        assertThat(LockdepReport.all("ls/192 is trying to acquire lock:\n")).isEmpty();
        assertThat(LockdepReport.all("")).isEmpty();
    }
}
