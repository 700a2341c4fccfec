// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.parsers.schema.EventSchema;
import dev.faultline.parsers.schema.FormatText;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTableTest {
    private static EventTable table(int longSize, String... fields) {
        StringBuilder text = new StringBuilder("name: e\nID: 9\nformat:\n");
        for (String field : fields) {
            String[] parts = field.split(";");
            text.append("\tfield:")
                    .append(parts[0])
                    .append(";\toffset:8;\tsize:")
                    .append(parts[1]);
            text.append(";\tsigned:").append(parts[2]).append(";\n");
        }
        EventSchema schema = new FormatText(longSize).parse("s", text + "\nprint fmt: \"%s\"\n");
        return EventTable.of(Objects.requireNonNull(schema));
    }

    @Test
    void everyTableStartsWithTheSameColumns() {
        assertThat(table(8).schema().getFields())
                .hasToString("[capture_id: Int(16, true), ts: Int(64, true), "
                        + "cpu: Int(16, true), common_pid: Int(32, true), common_flags: Int(8, false), "
                        + "common_preempt_count: Int(8, false), buffer_id: Int(8, false), rec: Int(64, true), "
                        + "sample_id: Int(64, true)]");
    }

    @Test
    void aTakenNameGetsASuffixWhateverItsCase() {
        EventTable table = table(8, "int cpu;4;1", "int CPU;4;1", "int cpu_field;4;1", "int Ts;4;1", "int dev;4;0");
        assertThat(table.columns().subList(EventTable.PREFIX, table.columns().size()))
                .containsExactly("cpu_field", "CPU_field_field", "cpu_field_field_field", "Ts_field", "dev");
    }

    @Test
    void furtherCommonFieldsAreKept() {
        EventTable table = table(8, "unsigned char common_preempt_lazy_count;1;0", "int x;4;1");
        assertThat(table.columns()).endsWith("common_preempt_lazy_count", "x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s8 v;1;1|Int(8, true)|8",
                "u16 v;2;0|Int(16, false)|8",
                "int v;4;1|Int(32, true)|8",
                "unsigned int v;4;0|Int(32, false)|8",
                "loff_t v;8;1|Int(64, true)|8",
                "unsigned long v;8;0|Int(64, false)|8",
                "unsigned long v;4;0|Int(64, false)|4",
                "void * v;4;0|Int(64, false)|4",
                "long v;4;1|Int(32, true)|4",
                "bool v;1;0|Bool|8",
                "char v[16];16;0|Utf8|8",
                "__data_loc char[] v;4;0|Utf8|8",
                "__rel_loc char[] v;4;0|Utf8|8",
                "u8 v[16];16;0|Binary|8",
                "struct x v;8;0|Binary|8",
                "guid_t v;16;0|Binary|8",
                "u32 v[4];16;0|List<item: Int(32, false)>|8",
                "unsigned long v[6];24;0|List<item: Int(64, false)>|4",
                "long v[3];12;1|List<item: Int(32, true)>|4",
                "__data_loc cpumask_t v;4;0|List<item: Int(64, false)>|4",
                "__rel_loc s64[] v;4;1|List<item: Int(64, true)>|8",
            })
    void fieldsBecomeColumns(String field, String type, int longSize) {
        assertThat(table(longSize, field).schema().getFields().get(EventTable.PREFIX))
                .hasToString("v: " + type);
    }
}
