// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import java.util.Random;

/**
 * What a user asked for: {@code OP} or {@code OP@k}.
 *
 * @param operator which
 * @param site the place, from 1; 0 takes one by the seed
 */
public record Request(Operator operator, int site) {
    /**
     * Reads {@code OP} or {@code OP@k}.
     *
     * @throws NoSiteException when there is no such operator or {@code k} is not a number from 1
     */
    public static Request parse(String text) {
        int at = text.indexOf('@');
        Operator operator = Operators.named(at < 0 ? text : text.substring(0, at));
        if (at < 0) {
            return new Request(operator, 0);
        }
        try {
            int site = Integer.parseInt(text.substring(at + 1));
            if (site > 0) {
                return new Request(operator, site);
            }
        } catch (NumberFormatException e) {
            // Said below, with what is wrong about it.
        }
        throw new NoSiteException(text + ": what follows @ is the number of a place, from 1");
    }

    /**
     * The change of one capture.
     *
     * @throws NoSiteException when the capture has no such place
     */
    public Mutation in(Recording recording, long seed) {
        String refusal = recording.original().refusal(operator.reach());
        if (refusal != null) {
            throw new NoSiteException(operator.name() + " cannot be applied to "
                    + recording.original().name() + ": " + refusal);
        }
        Sites sites = operator.places(recording);
        if (sites.count() == 0) {
            throw new NoSiteException(
                    operator.name() + ": this capture has no place for it; it needs " + operator.needs());
        }
        if (site > sites.count()) {
            throw new NoSiteException(
                    operator.name() + "@" + site + ": this capture has " + sites.count() + " places for it");
        }
        int chosen = site > 0 ? site - 1 : new Random(seed).nextInt(sites.count());
        return sites.mutations().apply(chosen);
    }
}
