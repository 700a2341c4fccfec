// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import dev.faultline.parsers.capture.Origins;
import dev.faultline.parsers.capture.TaskName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names of threads as the lines have them. One per worker. */
final class TaskLog {
    private record Named(int tid, String comm) {}

    private static final class Seen {
        byte[] comm = new byte[0];
        long first;
        int tgid = Origins.NONE;
    }

    private final Map<Named, Seen> all = new HashMap<>();
    private final Map<Integer, Seen> latest = new HashMap<>();
    private final int cutAt;

    /** @param cutAt length at which a name may have been cut: names this long are not kept */
    TaskLog(int cutAt) {
        this.cutAt = cutAt;
    }

    void event(Line line) {
        if (!line.hasComm() || line.tid == Origins.NONE || line.commTo - line.commFrom >= cutAt) {
            return;
        }
        Seen seen = latest.get(line.tid);
        if (seen == null || !Arrays.equals(seen.comm, 0, seen.comm.length, line.bytes, line.commFrom, line.commTo)) {
            seen = changed(line);
        }
        if (seen != null) {
            seen.first = Math.min(seen.first, line.ts == Origins.NO_TS ? Long.MAX_VALUE : line.ts);
            seen.tgid = line.tgid == Origins.NONE ? seen.tgid : line.tgid;
        }
    }

    private @Nullable Seen changed(Line line) {
        String comm = line.string(line.commFrom, line.commTo);
        if (comm.equals("<...>")) {
            return null;
        }
        Seen seen = all.computeIfAbsent(new Named(line.tid, comm), named -> new Seen());
        if (seen.comm.length == 0) {
            seen.comm = Arrays.copyOfRange(line.bytes, line.commFrom, line.commTo);
            seen.first = Long.MAX_VALUE;
        }
        latest.put(line.tid, seen);
        return seen;
    }

    /** What several workers saw, by thread and time. */
    static List<TaskName> together(List<TaskLog> logs) {
        Map<Named, Seen> whole = new HashMap<>();
        for (TaskLog log : logs) {
            log.all.forEach((named, seen) -> {
                Seen mine = whole.computeIfAbsent(named, key -> seen);
                mine.first = Math.min(mine.first, seen.first);
                mine.tgid = mine.tgid == Origins.NONE ? seen.tgid : mine.tgid;
            });
        }
        List<Map.Entry<Named, Seen>> order = new ArrayList<>(whole.entrySet());
        order.sort((a, b) -> {
            int tids = Integer.compare(a.getKey().tid, b.getKey().tid);
            return tids != 0 ? tids : Long.compare(a.getValue().first, b.getValue().first);
        });
        List<TaskName> names = new ArrayList<>();
        for (Map.Entry<Named, Seen> entry : order) {
            Seen seen = entry.getValue();
            names.add(new TaskName(
                    entry.getKey().tid,
                    seen.tgid == Origins.NONE ? null : Integer.valueOf(seen.tgid),
                    entry.getKey().comm,
                    seen.first == Long.MAX_VALUE ? null : Long.valueOf(seen.first)));
        }
        return names;
    }
}
