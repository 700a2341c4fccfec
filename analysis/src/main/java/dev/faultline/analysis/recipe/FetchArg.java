// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.recipe;

import dev.faultline.parsers.btf.Btf;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * One argument of a probe: {@code ino=vmf->vma->vm_file->f_inode->i_ino:u64}.
 *
 * @param name field name of the event
 * @param path the parameter, then members; {@code ->} of a pointer, {@code .} of a part
 * @param type kprobe type: x64, u64, s64, x32, u32, s32, string
 */
record FetchArg(String name, String path, String type) {
    /** Reads {@code name=path:type}. */
    static FetchArg parse(String text) {
        int equals = text.indexOf('=');
        int colon = text.lastIndexOf(':');
        if (equals < 1 || colon < equals) {
            throw new IllegalArgumentException("not name=path:type: " + text);
        }
        return new FetchArg(text.substring(0, equals), text.substring(equals + 1, colon), text.substring(colon + 1));
    }

    /** What the path begins with: the name of a parameter. */
    String parameter() {
        return path.split("->|\\.", 2)[0];
    }

    /**
     * As kprobe_events take it (Documentation/trace/kprobetrace.rst): {@code ino=+64(+32(+112(+0(%di)))):u64}.
     *
     * @param register of the parameter
     * @param struct what the parameter points to
     * @return empty when the kernel has no such member
     */
    Optional<String> resolve(Btf btf, String register, String struct) throws IOException {
        String fetched = register;
        Optional<Integer> type = btf.aggregate(struct);
        List<String> members = List.of(path.substring(parameter().length()).split("(?=->)|(?=\\.)"));
        long offset = 0;
        for (String step : members) {
            if (step.isEmpty()) {
                continue;
            }
            boolean part = step.startsWith(".");
            Optional<Btf.Member> member =
                    type.isEmpty() ? Optional.empty() : btf.member(type.get(), step.substring(part ? 1 : 2));
            if (member.isEmpty() || member.get().bits() % Byte.SIZE != 0) {
                return Optional.empty();
            }
            long at = member.get().bits() / Byte.SIZE;
            offset = part ? offset + at : at;
            if (part) {
                fetched = fetched.substring(fetched.indexOf('(') + 1, fetched.length() - 1);
            }
            fetched = "+" + offset + "(" + fetched + ")";
            type = next(btf, member.get().type());
        }
        return Optional.of(name + "=" + fetched + ":" + type());
    }

    private static Optional<Integer> next(Btf btf, int type) throws IOException {
        Optional<String> pointed = btf.pointed(type);
        Optional<String> name = pointed.isPresent() ? pointed : btf.named(type);
        return name.flatMap(btf::aggregate);
    }
}
