// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.recipe;

/**
 * A function that is probed at its entry and its return.
 *
 * @param name as kallsyms have it
 * @param shape what is fetched
 * @param inModule whether it is part of a file system that may be a module: the kernel's own BTF does not list it then
 */
record ProbedFunction(String name, ProbeShape shape, boolean inModule) {
    static ProbedFunction core(String name, ProbeShape shape) {
        return new ProbedFunction(name, shape, false);
    }

    static ProbedFunction module(String name, ProbeShape shape) {
        return new ProbedFunction(name, shape, true);
    }
}
