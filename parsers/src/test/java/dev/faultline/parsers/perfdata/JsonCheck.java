// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares samples with what {@code perf data convert --to-json} made of them (Linux tools/perf/util/data-convert-json.c),
 * which writes one thing per line.
 */
final class JsonCheck {
    private static final Pattern VALUE = Pattern.compile("\\s*\"([^\"]+)\": \"?(.*?)\"?,?");
    private static final long MARKERS = -4095;

    private final PerfRows rows;
    private final Comparison comparison;

    /** One sample: its values by name and the addresses of its callchain. */
    private record Sample(Map<String, String> values, List<Long> chain) {
        long ts() {
            return Long.parseLong(values.getOrDefault("timestamp", "0"));
        }
    }

    JsonCheck(PerfRows rows, Comparison comparison) {
        this.rows = rows;
        this.comparison = comparison;
    }

    void run(List<String> text) {
        List<Sample> samples = samples(text);
        samples.sort(Comparator.comparingLong(Sample::ts));
        List<Map<String, Object>> found = new SideCheck(rows, comparison).delivered("SAMPLE");
        comparison.equal("samples", samples.size(), found.size(), "all");
        for (int i = 0; i < Math.min(samples.size(), found.size()); i++) {
            Sample sample = samples.get(i);
            Map<String, Object> row = found.get(i);
            comparison.record();
            sample.values.forEach((name, value) -> {
                switch (name) {
                    case "timestamp" -> comparison.equal("ts", Long.valueOf(value), row.get("ts"), sample);
                    case "pid" -> comparison.equal("pid", Long.valueOf(value), row.get("pid"), sample);
                    case "tid" -> comparison.equal("tid", Long.valueOf(value), row.get("common_pid"), sample);
                    case "cpu" -> comparison.equal("cpu", Long.valueOf(value), row.get("cpu"), sample);
                    default -> {}
                }
            });
            List<Long> chain = new ArrayList<>();
            for (Object address : (List<?>) row.getOrDefault("callchain", List.of())) {
                if (Long.compareUnsigned((Long) address, MARKERS) < 0) {
                    chain.add((Long) address);
                }
            }
            comparison.equal("callchain", sample.chain, chain, sample);
        }
    }

    private static List<Sample> samples(List<String> text) {
        List<Sample> samples = new ArrayList<>();
        for (String line : text.subList(text.indexOf("\t\"samples\": ["), text.size())) {
            Matcher value = VALUE.matcher(line);
            if (line.equals("\t\t{")) {
                samples.add(new Sample(new TreeMap<>(), new ArrayList<>()));
            } else if (value.matches() && !samples.isEmpty()) {
                Sample sample = samples.get(samples.size() - 1);
                if (value.group(1).equals("ip")) {
                    sample.chain.add(RecordText.number(value.group(2)));
                } else if (!line.startsWith("\t\t\t\t")) {
                    sample.values.put(value.group(1), value.group(2));
                }
            }
        }
        return samples;
    }
}
