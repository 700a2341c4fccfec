// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.locking;

/**
 * A lock, or an attribute of calls that stands in the document's tables like one.
 *
 * @param lock our name, the key in rules
 * @param documentedName what the document calls it
 * @param kind rwsem, mutex, spinlock, seqlock, rcu; bit for a lock without a lockdep map; attribute for what is no lock
 * @param classPattern regular expression over names of lockdep classes, any version from 5.10 to 6.12; empty when it has none
 * @param recordedWith a class that a filter by name lets through together with this one, so that seeing it and not this one says
 *     that this one was not taken; empty for none
 */
public record LockName(String lock, String documentedName, String kind, String classPattern, String recordedWith) {}
