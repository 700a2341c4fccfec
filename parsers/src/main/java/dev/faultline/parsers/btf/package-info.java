// SPDX-License-Identifier: Apache-2.0
/** Types of a kernel as its own BTF describes them (Documentation/bpf/btf.rst): where a member lies, what a function takes. */
@NullMarked
package dev.faultline.parsers.btf;

import org.jspecify.annotations.NullMarked;
