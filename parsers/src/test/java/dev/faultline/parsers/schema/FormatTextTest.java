// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTextTest {
    private static final String SWITCH = """
            name: sched_switch
            ID: 314
            format:
            \tfield:unsigned short common_type;\toffset:0;\tsize:2;\tsigned:0;
            \tfield:unsigned char common_flags;\toffset:2;\tsize:1;\tsigned:0;
            \tfield:unsigned char common_preempt_count;\toffset:3;\tsize:1;\tsigned:0;
            \tfield:int common_pid;\toffset:4;\tsize:4;\tsigned:1;

            \tfield:char prev_comm[16];\toffset:8;\tsize:16;\tsigned:0;
            \tfield:pid_t prev_pid;\toffset:24;\tsize:4;\tsigned:1;
            \tfield:long prev_state;\toffset:32;\tsize:8;\tsigned:1;

            print fmt: "prev_comm=%s prev_pid=%d", REC->prev_comm, REC->prev_pid
            """;

    private static EventSchema parse(String system, String text) {
        return Objects.requireNonNull(new FormatText(8).parse(system, text));
    }

    /** The one own field of an event with this declaration. */
    private static Field field(String declaration, int size, String signed, int longSize) {
        String text = "name: e\nID: 1\nformat:\n\tfield:" + declaration + ";\toffset:8;\tsize:" + size + ";" + signed
                + "\n\nprint fmt: \"%s\"";
        return Objects.requireNonNull(new FormatText(longSize).parse("s", text))
                .fields()
                .get(0);
    }

    @Test
    void readsNameIdFieldsAndPrintFmt() {
        EventSchema schema = parse("sched", SWITCH);
        assertThat(schema.qualifiedName()).isEqualTo("sched.sched_switch");
        assertThat(schema.id()).isEqualTo(314);
        assertThat(schema.commonFields())
                .extracting(Field::name)
                .containsExactly("common_type", "common_flags", "common_preempt_count", "common_pid");
        assertThat(schema.fields()).extracting(Field::name).containsExactly("prev_comm", "prev_pid", "prev_state");
        assertThat(schema.fields().get(2).offset()).isEqualTo(32);
        assertThat(schema.printFmt()).isEqualTo("\"prev_comm=%s prev_pid=%d\", REC->prev_comm, REC->prev_pid");
        assertThat(schema.fixedSize()).isEqualTo(40);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unsigned long ip|8|POINTER|ip|unsigned long|8",
                "const char * name|8|POINTER|name|const char *|8",
                "void *ptr|8|POINTER|ptr|void *|8",
                "void (*func)(struct work *)|8|POINTER|func|void (*)(struct work *)|8",
                "bool dirty|1|BOOLEAN|dirty|bool|1",
                "char state|1|INTEGER|state|char|1",
                "enum req_op op|4|INTEGER|op|enum req_op|4",
                "struct cper_mem data|8|BYTES|data|struct cper_mem|1",
                "guid_t id|16|BYTES|id|guid_t|1",
                "char bdi[32]|32|TEXT|bdi|char[32]|1",
                "char[16] comm|16|TEXT|comm|char[16]|1",
                "char rwbs[RWBS_LEN]|8|TEXT|rwbs|char[RWBS_LEN]|1",
                "u8 fsid[16]|16|BYTES|fsid|u8[16]|1",
                "unsigned long args[6]|48|ARRAY|args|unsigned long[6]|8",
                "nid_t nid[3]|12|ARRAY|nid|nid_t[3]|4",
                "u32 buf[]|0|ARRAY|buf|u32[]|4",
                "char buf[]|0|TEXT|buf|char[]|1",
                "__data_loc char[] name|4|DATA_LOC_TEXT|name|__data_loc char[]|1",
                "__data_loc u8[] raw|4|DATA_LOC_BYTES|raw|__data_loc u8[]|1",
                "__data_loc u64[] addrs|4|DATA_LOC_ARRAY|addrs|__data_loc u64[]|8",
                "__data_loc cpumask_t mask|4|DATA_LOC_ARRAY|mask|__data_loc cpumask_t|8",
                "__data_loc unsigned long[] cpus|4|DATA_LOC_ARRAY|cpus|__data_loc unsigned long[]|8",
                "__rel_loc char[] text|4|REL_LOC_TEXT|text|__rel_loc char[]|1",
                "__rel_loc u16[] words|4|REL_LOC_ARRAY|words|__rel_loc u16[]|2",
                "special: unsigned int nr|4|INTEGER|nr|unsigned int|4",
            })
    void typesBecomeKinds(String declaration, int size, FieldKind kind, String name, String type, int element) {
        Field field = field(declaration, size, "\tsigned:0;", 8);
        assertThat(field.kind()).isEqualTo(kind);
        assertThat(field.name()).isEqualTo(name);
        assertThat(field.type()).isEqualTo(type);
        assertThat(field.elementSize()).isEqualTo(element);
    }

    @Test
    void anArrayOfStringsIsOneFieldPerString() {
        String text = "name: p\nID: 1\nformat:\n\tfield:__data_loc char[] arg[2];\toffset:16;\tsize:8;\tsigned:0;\n";
        assertThat(parse("kprobes", text).fields())
                .containsExactly(
                        new Field("arg_0", "__data_loc char[]", 16, 4, false, FieldKind.DATA_LOC_TEXT, 1),
                        new Field("arg_1", "__data_loc char[]", 20, 4, false, FieldKind.DATA_LOC_TEXT, 1));
    }

    @Test
    void longsAreTheKernels() {
        assertThat(field("unsigned long args[6]", 24, "\tsigned:0;", 4).elementSize())
                .isEqualTo(4);
        assertThat(field("__data_loc cpumask_t mask", 4, "", 4).elementSize()).isEqualTo(4);
    }

    @Test
    void aMissingSignedFlagIsReadOffTheType() {
        assertThat(field("int ret", 4, "", 8).signed()).isTrue();
        assertThat(field("unsigned int ret", 4, "", 8).signed()).isFalse();
        assertThat(field("s64 delta", 8, "", 8).signed()).isTrue();
        assertThat(field("char c", 1, "\tsigned:0;", 8).signed()).isFalse();
    }

    @Test
    void aKernelStackRunsToTheEndOfItsRecordWhateverIsDeclared() {
        String text = """
                name: kernel_stack
                ID: 4
                format:
                \tfield:unsigned long caller[8];\toffset:16;\tsize:64;\tsigned:0;

                print fmt: "%ps"
                """;
        assertThat(parse("ftrace", text).fields().get(0).kind()).isEqualTo(FieldKind.STACK);
        assertThat(parse("other", text).fields().get(0).kind()).isEqualTo(FieldKind.ARRAY);
    }

    @Test
    void aRestThatIsNotPrintedAsAStringIsBytes() {
        String text = """
                name: raw_data
                ID: 16
                format:
                \tfield:char buf[];\toffset:12;\tsize:0;\tsigned:0;

                print fmt: "id:%04x %08x", REC->id, (int)REC->buf[0]
                """;
        assertThat(parse("ftrace", text).fields().get(0).kind()).isEqualTo(FieldKind.BYTES);
    }

    @Test
    void anUnreadableFieldLineIsLeftOutAndSaid() {
        FormatText formats = new FormatText(8);
        String broken = SWITCH.replace("offset:24;\tsize:4", "offset:;\tsize:4");
        EventSchema schema = Objects.requireNonNull(formats.parse("sched", broken));
        assertThat(schema.fields()).extracting(Field::name).containsExactly("prev_comm", "prev_state");
        assertThat(formats.takeProblems()).hasSize(1).first().asString().contains("prev_pid");
        assertThat(formats.takeProblems()).isEmpty();
    }

    @Test
    void aTextWithoutNameOrIdIsNoSchema() {
        FormatText formats = new FormatText(8);
        assertThat(formats.parse("s", "name: x\nformat:\n")).isNull();
        assertThat(formats.parse("s", "ID: 4\nformat:\n")).isNull();
        assertThat(formats.parse("s", "name: x\nID: 70000\nformat:\n")).isNull();
        assertThat(formats.takeProblems())
                .isEqualTo(List.of(
                        "no id between 0 and 65535 in the format text",
                        "no name in the format text",
                        "no id between 0 and 65535 in the format text"));
    }
}
