// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * The places of one capture where an operator can be applied, in the order of their time.
 *
 * @param count number of them
 * @param mutations what the operator does at a place, from 0
 */
record Sites(int count, IntFunction<Mutation> mutations) {
    static <T> Sites of(List<T> places, Function<T, Mutation> mutation) {
        return new Sites(places.size(), at -> mutation.apply(places.get(at)));
    }

    /** A capture as a whole is the one place. */
    static Sites whole(Mutation mutation) {
        return new Sites(1, at -> mutation);
    }

    static Sites none() {
        return of(List.of(), place -> new Mutation(""));
    }
}
