// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.beside;

/**
 * A lock in a list of held locks.
 *
 * @param lock address of its lockdep map
 * @param lockClass name of its class, without subclass and version
 */
public record HeldLock(long lock, String lockClass) {}
