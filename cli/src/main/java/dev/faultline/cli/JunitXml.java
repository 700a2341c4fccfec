// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.check.CheckReport;
import dev.faultline.analysis.check.CheckedRule;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Verdicts as JUnit XML, the form build servers read: a rule is a test case, violated is a failure, inconclusive is skipped with
 * the reason.
 */
final class JunitXml {
    private final CaptureHeading heading;
    private final CheckReport report;

    JunitXml(CaptureHeading heading, CheckReport report) {
        this.heading = heading;
        this.report = report;
    }

    String page() {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            write(xml);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.append('\n').toString();
    }

    private void write(XMLStreamWriter xml) throws XMLStreamException {
        List<CheckedRule> rules = report.rules();
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", clean(String.join(" ", heading.paths())));
        xml.writeAttribute("tests", Integer.toString(rules.size()));
        xml.writeAttribute(
                "failures",
                Long.toString(rules.stream().filter(CheckedRule::violated).count()));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", Integer.toString(report.unjudged().size()));
        xml.writeAttribute("time", "0");
        for (CheckedRule rule : rules) {
            xml.writeCharacters("\n  ");
            writeRule(xml, rule);
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
    }

    private void writeRule(XMLStreamWriter xml, CheckedRule checked) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "faultline." + checked.rule().family().word());
        xml.writeAttribute("name", checked.rule().id());
        xml.writeAttribute("time", "0");
        String reason = checked.reason();
        if (checked.violated()) {
            xml.writeStartElement("failure");
            xml.writeAttribute("type", checked.severity().word());
            xml.writeAttribute(
                    "message", clean(checked.groups().get(0).worst().finding().message()));
            xml.writeCharacters(clean(findings(checked)));
            xml.writeEndElement();
        } else if (reason != null) {
            xml.writeStartElement("skipped");
            xml.writeAttribute("message", clean(reason + ". " + Recording.advice(checked.rule())));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private String findings(CheckedRule checked) {
        return checked.findings()
                .map(judged -> heading.time(judged.finding().ts()) + " "
                        + judged.finding().subject() + ": " + judged.finding().message() + " ("
                        + judged.confidence().word() + ")")
                .collect(Collectors.joining("\n"));
    }

    /** XML 1.0 knows no control characters but tab and line ends. */
    private static String clean(String text) {
        return SafeText.lines(text);
    }
}
