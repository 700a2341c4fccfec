// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import dev.faultline.samples.write.EventFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Addresses of kernel functions: one page each, in the order they are first asked for; and kallsyms of them. */
final class Symbols {
    private static final long TEXT = 0xffffffff81000000L;
    private static final long SPACING = 0x1000;
    private static final long RETURN_OFFSET = 0x4b;

    private final Map<String, Long> addresses = new LinkedHashMap<>();
    private final List<String> names = new ArrayList<>();

    /** Knows the probed functions of a kernel from the beginning, so that kallsyms is complete. */
    Symbols(KernelFormats formats) {
        for (EventFormat event : formats.all()) {
            if (event.system().equals("pf") && !event.name().endsWith("_ret")) {
                address(event.name());
                returnAddress(event.name());
            }
        }
    }

    long address(String function) {
        Long known = addresses.get(function);
        if (known != null) {
            return known;
        }
        long address = TEXT + SPACING * addresses.size();
        addresses.put(function, address);
        return address;
    }

    /** Where the function returns to: into the function that calls it. */
    long returnAddress(String function) {
        String caller = switch (function) {
            case "handle_mm_fault" -> "do_user_addr_fault";
            case "filemap_fault" -> "__do_fault";
            case "do_page_mkwrite", "do_wp_page", "fault_dirty_shared_page" -> "handle_mm_fault";
            case "ext4_page_mkwrite", "xfs_filemap_page_mkwrite", "btrfs_page_mkwrite" -> "do_page_mkwrite";
            case "block_page_mkwrite" -> "ext4_page_mkwrite";
            case "iomap_page_mkwrite" -> "xfs_filemap_page_mkwrite";
            case "folio_mkclean" -> "folio_clear_dirty_for_io";
            default -> "trace_caller";
        };
        return address(caller) + RETURN_OFFSET;
    }

    /** As the kernel prints an address: {@code function+0xoffset/0xlength}; empty outside of them. */
    String print(long address) {
        long number = address - TEXT;
        if (number < 0 || number / SPACING >= addresses.size()) {
            return "";
        }
        if (names.size() < addresses.size()) {
            names.clear();
            names.addAll(addresses.keySet());
        }
        String name = names.get((int) (number / SPACING));
        return name + "+0x" + Long.toHexString(number % SPACING) + "/0x" + Long.toHexString(SPACING);
    }

    /** As {@code /proc/kallsyms}. */
    String kallsyms() {
        StringBuilder text = new StringBuilder();
        addresses.forEach((name, address) -> text.append(Long.toHexString(address))
                .append(" t ")
                .append(name)
                .append('\n'));
        return text.toString();
    }
}
