// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.beside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows of a lock_stat file, and nothing else of it. */
class LockStatTest {
    private static final String FILE = """
            lock_stat version 0.4
            -----------------------------------------
               class name    con-bounces    contentions   waittime-min

               &type->i_mutex_dir_key#3-R:   1   2   30.91   286795.76   286826.66   143413.33   20   97   0.50   77190.83   511573.17   5273.95
               ----------------
               &rcu_state.gp_wq            286          [<00000000f451a377>] prepare_to_swait_event+0x16/0x100
               sb_lock:   0   0   0.00   0.00   0.00   0.00   0   41   1.00   2.00   3.00   4.00
            """;

    @Test
    void numbersInNanoseconds() {
        assertThat(LockStat.all(FILE))
                .containsExactly(
                        new LockStat(
                                "&type->i_mutex_dir_key#3-R",
                                "&type->i_mutex_dir_key",
                                "shared",
                                List.of(
                                        1L,
                                        2L,
                                        30_910L,
                                        286_795_760L,
                                        286_826_660L,
                                        143_413_330L,
                                        20L,
                                        97L,
                                        500L,
                                        77_190_830L,
                                        511_573_170L,
                                        5_273_950L)),
                        new LockStat(
                                "sb_lock",
                                "sb_lock",
                                "",
                                List.of(0L, 0L, 0L, 0L, 0L, 0L, 0L, 41L, 1_000L, 2_000L, 3_000L, 4_000L)));
    }
}
