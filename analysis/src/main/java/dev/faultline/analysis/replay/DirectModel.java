// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a kernel with MAP_DIRECT may answer, row by row of the two proposals.
 *
 * <pre>
 *                                        v4                      v5
 * MAP_PRIVATE with it                    taken as shared         EINVAL
 * MAP_ANONYMOUS with it                  EINVAL                  EINVAL
 * without PROT_WRITE                     EACCES                  EACCES
 * without CAP_LINUX_IMMUTABLE            -                       EACCES
 * a file system that does not support it EOPNOTSUPP              EOPNOTSUPP
 * a store that needs a block allocated   SIGSEGV                 SIGBUS
 * a change of the block map by another   ETXTBSY                 ETXTBSY, or done
 *   the same, outside of the range       ETXTBSY, or done        ETXTBSY, or done
 * the page cache                         bypassed                bypassed
 * </pre>
 *
 * <p>The capability of the caller and the support of the file system are not recorded: where they could explain an answer it stands.
 */
final class DirectModel {
    private static final long MAP_PRIVATE = 2;
    private static final long MAP_TYPE = 0xf;
    private static final long MAP_ANONYMOUS = 0x20;
    private static final int PROT_WRITE = 2;
    private static final long EACCES = -13;
    private static final long EINVAL = -22;
    private static final long EOPNOTSUPP = -95;

    private final Policy.Version version;

    DirectModel(Policy.Version version) {
        this.version = version;
    }

    /** Whether mmap may answer {@code result}, an address or a negative errno; {@code null} if it may. */
    Step.@Nullable Impossible<Void> mapped(long flags, int prot, long result) {
        List<Long> errors = new ArrayList<>(2);
        if ((flags & MAP_ANONYMOUS) != 0 || (isPrivate(flags) && version == Policy.Version.DIRECT_V5)) {
            errors.add(EINVAL);
        }
        if ((prot & PROT_WRITE) == 0) {
            errors.add(EACCES);
        }
        if (isError(result)) {
            return refused(errors, result);
        }
        return errors.isEmpty() ? null : impossible("mmap with MAP_DIRECT fails with " + names(errors), "it succeeded");
    }

    private Step.@Nullable Impossible<Void> refused(List<Long> errors, long result) {
        boolean explained = errors.contains(result) || result == EOPNOTSUPP;
        // Of a mapping that nothing is wrong with: mmap has reasons of its own, and v5 asks for a capability.
        if (explained || errors.isEmpty()) {
            return null;
        }
        boolean capability = version == Policy.Version.DIRECT_V5 && result == EACCES;
        return capability
                ? null
                : impossible("mmap with MAP_DIRECT fails with " + names(errors), "it failed with errno " + -result);
    }

    /** Whether a store to a page whose blocks are not allocated may end with {@code result} (VM_FAULT_* bits). */
    Step.@Nullable Impossible<Void> stored(long result) {
        boolean v4 = version == Policy.Version.DIRECT_V4;
        int wanted = v4 ? FaultResult.SIGSEGV : FaultResult.SIGBUS;
        if ((result & wanted) != 0) {
            return null;
        }
        String signal = v4 ? "SIGSEGV" : "SIGBUS";
        return impossible(
                "a store to a MAP_DIRECT mapping that needs a block allocated ends in " + signal,
                (result & FaultResult.ERROR) == 0 ? "it succeeded" : "it ended in another signal");
    }

    /** Whether another process may be answered {@code result} when it changes the block map inside the range. */
    Step.@Nullable Impossible<Void> changed(long result) {
        boolean allowed = version == Policy.Version.DIRECT_V5 || isError(result);
        return allowed
                ? null
                : impossible("a change of the block map of a MAP_DIRECT mapping fails with ETXTBSY", "it succeeded");
    }

    /** A page of the page cache was made dirty, or added, for a store to a MAP_DIRECT mapping. */
    Step.Impossible<Void> cached() {
        return impossible("a MAP_DIRECT mapping bypasses the page cache", "a store to it used a page of the cache");
    }

    private static boolean isPrivate(long flags) {
        return (flags & MAP_TYPE) == MAP_PRIVATE;
    }

    private static boolean isError(long result) {
        return result < 0 && result > -4096;
    }

    private static String names(List<Long> errors) {
        return String.join(
                " or ",
                errors.stream()
                        .map(error -> error == EINVAL ? "EINVAL" : "EACCES")
                        .toList());
    }

    private static Step.Impossible<Void> impossible(String expected, String observed) {
        return new Step.Impossible<>(Clause.MD.bit(), expected, observed);
    }
}
