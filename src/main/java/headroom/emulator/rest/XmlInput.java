package headroom.emulator.rest;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Xml;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// A row in a REST body of XML: `<Account><Name>Acme</Name></Account>`.
///
/// Documents with a DTD are refused, so no entity can be declared. An element inside a field's
/// names a parent by its external id; deeper nesting is none.
final class XmlInput {
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
    private static final XMLInputFactory FACTORY = Xml.coalescingFactory();

    private XmlInput() {}

    static Map<String, @Nullable Object> fields(byte[] document) {
        try {
            var reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(document));
            try {
                while (reader.next() != XMLStreamConstants.START_ELEMENT) {
                    if (reader.getEventType() == XMLStreamConstants.DTD) {
                        throw malformed("DTD is not allowed");
                    }
                }
                var fields = members(reader, 0);
                while (reader.hasNext()) {
                    reader.next();
                }
                return fields;
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw malformed(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private static Map<String, @Nullable Object> members(XMLStreamReader reader, int depth)
            throws XMLStreamException {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        while (reader.next() != XMLStreamConstants.END_ELEMENT) {
            if (reader.getEventType() == XMLStreamConstants.START_ELEMENT) {
                fields.put(reader.getLocalName(), value(reader, depth + 1));
            }
        }
        return fields;
    }

    private static @Nullable Object value(XMLStreamReader reader, int depth)
            throws XMLStreamException {
        if (depth > 3) {
            throw malformed("nested too deeply");
        }
        var nil = "true".equals(reader.getAttributeValue(XSI, "nil"));
        var text = new StringBuilder();
        var members = new LinkedHashMap<String, @Nullable Object>();
        while (reader.next() != XMLStreamConstants.END_ELEMENT) {
            switch (reader.getEventType()) {
                case XMLStreamConstants.CHARACTERS -> text.append(reader.getText());
                case XMLStreamConstants.START_ELEMENT ->
                        members.put(reader.getLocalName(), value(reader, depth + 1));
                default -> {}
            }
        }
        if (!members.isEmpty()) {
            return members;
        }
        return nil ? null : text.toString();
    }

    private static ApiFailure malformed(String message) {
        return new ApiFailure(400, "XML_PARSER_ERROR", message);
    }
}
