// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import java.util.List;
import java.util.stream.Stream;

/** Every operator there is, in the order in which they are listed. To add one, write it into one of these lists. */
public final class Operators {
    private Operators() {}

    /** All of them. */
    public static List<Operator> all() {
        return Stream.of(
                        NeutralOperators.all(),
                        reaching(Reach.RECORDS, EventOperators.all()),
                        reaching(Reach.SUB_BUFFERS, SubBufferOperators.all()),
                        MkwriteOperators.all(),
                        DirtyOperators.all(),
                        WritebackOperators.all(),
                        LockOperators.all(),
                        ClockOperators.all(),
                        ReuseOperators.all())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Operator> reaching(Reach reach, List<Operator> operators) {
        return operators.stream().map(operator -> operator.reaching(reach)).toList();
    }

    /**
     * The operator of that name.
     *
     * @throws NoSiteException when there is none
     */
    public static Operator named(String name) {
        return all().stream()
                .filter(operator -> operator.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSiteException("no mutation is called '" + name + "'; there are "
                        + String.join(", ", all().stream().map(Operator::name).toList())));
    }
}
