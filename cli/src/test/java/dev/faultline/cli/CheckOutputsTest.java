// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What {@code check} writes for other programs is what their formats ask for. */
class CheckOutputsTest {
    @TempDir
    private Path directory = Path.of("");

    private static final ObjectMapper JSON = new ObjectMapper();

    private static CliRun check(String sample, String... options) {
        List<String> args =
                new ArrayList<>(List.of("check", Tree.SAMPLES.resolve(sample).toString()));
        args.addAll(List.of(options));
        return CliRun.of(args);
    }

    private static JsonSchema schema() throws IOException {
        try (InputStream file = CheckOutputsTest.class.getResourceAsStream("/sarif/sarif-schema-2.1.0.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4)
                    .getSchema(JSON.readTree(Objects.requireNonNull(file)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xfs-no-trunc-check-injected", "ext4-lost-6.1", "ext4-write-6.1", "perf-faults-6.1"})
    void sarifIsOfItsSchema(String sample) throws IOException {
        JsonNode log = JSON.readTree(check(sample, "--format", "sarif").out());
        assertThat(schema().validate(log)).isEmpty();
        assertThat(log.at("/runs/0/tool/driver/rules").size()).isGreaterThanOrEqualTo(15);
        assertThat(log.at("/runs/0/results").size())
                .isGreaterThanOrEqualTo(log.at("/runs/0/tool/driver/rules").size());
    }

    @Test
    void schemaRefusesWhatIsNoSarif() throws IOException {
        assertThat(schema().validate(JSON.readTree("{\"version\":\"2.1.0\"}"))).isNotEmpty();
    }

    @Test
    void sarifTellsAFindingWithItsPlaceAndEvents() throws IOException {
        JsonNode log = JSON.readTree(check("xfs-no-trunc-check-injected", "--rule", "B01", "--format", "sarif")
                .out());
        JsonNode result = log.at("/runs/0/results/0");
        assertThat(result.path("ruleId").asText()).isEqualTo("mkwrite-beyond-eof");
        assertThat(result.path("kind").asText()).isEqualTo("fail");
        assertThat(result.path("level").asText()).isEqualTo("error");
        assertThat(result.at("/locations/0/logicalLocations/0/name").asText()).isEqualTo("inode 132 on device 254:16");
        assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .startsWith("file:///")
                .endsWith("xfs-no-trunc-check-injected/trace.dat");
        assertThat(result.at("/codeFlows/0/threadFlows/0/locations").size()).isBetween(2, 12);
    }

    @Test
    void junitCountsWhatItHolds() throws Exception {
        CliRun run = check("xfs-no-trunc-check-injected", "--format", "junit");
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(run.out().getBytes(StandardCharsets.UTF_8)));
        Element suite = document.getDocumentElement();
        assertThat(suite.getAttribute("tests"))
                .isEqualTo(
                        Integer.toString(suite.getElementsByTagName("testcase").getLength()));
        assertThat(suite.getAttribute("failures"))
                .isEqualTo(
                        Integer.toString(suite.getElementsByTagName("failure").getLength()));
        assertThat(suite.getAttribute("skipped"))
                .isEqualTo(
                        Integer.toString(suite.getElementsByTagName("skipped").getLength()));
        assertThat(suite.getElementsByTagName("failure").getLength()).isPositive();
        assertThat(suite.getElementsByTagName("skipped").getLength()).isPositive();
    }

    @Test
    void configurationSuppressesWithItsReasonAndSetsThresholds() throws IOException {
        Path config = Files.writeString(directory.resolve("site.toml"), """
                [check]
                rules = ["mkwrite-beyond-eof", "lost-events", "nopage-loop"]
                fail-on = "high"

                [rules.mkwrite-beyond-eof]
                severity = "medium"

                [rules.nopage-loop]
                params = { min_calls = 7 }

                [[suppress]]
                rule = "lost-*"
                reason = "the lab's buffers are small"
                """);
        CliRun run = check("xfs-no-trunc-check-injected", "--config", config.toString());
        assertThat(run.out()).contains("violated      mkwrite-beyond-eof (medium)", "3 rules: ");
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        CliRun lossy = check("ext4-lost-6.1", "--config", config.toString());
        assertThat(lossy.out()).contains("Left out:", "the lab's buffers are small", "clean         lost-events");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[check]\nrule = \"x\"",
                "[rules.no-such-rule]\nenabled = false",
                "[rules.nopage-loop]\nparams = { no_such = 1 }",
                "[rules.nopage-loop]\nparams = { min_calls = \"many\" }",
                "[[suppress]]\nrule = \"lost-events\"",
                "[check]\nseverity = \"worst\"",
                "check = 1",
                "[check"
            })
    void configurationThatSaysNothingSensibleIsRefused(String toml) throws IOException {
        Path config = Files.writeString(directory.resolve("bad.toml"), toml);
        CliRun run = check("ext4-write-6.1", "--config", config.toString());
        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("bad.toml");
    }
}
