package headroom.emulator.bulk1;

import headroom.emulator.bulk.LoadRow;
import headroom.emulator.bulk.RowReader;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Rows written as `sObject` elements; an element without text stays as it is, `xsi:nil` is null. A
/// parent is an element with an `sObject` inside. One owner.
final class XmlFeed implements RowFeed {
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
    private static final int FIELDS_MAX = 5_000;

    private final XMLStreamReader xml;
    private final RowReader reader;

    XmlFeed(byte[] content, RowReader reader) {
        this.reader = reader;
        try {
            this.xml = JobRequest.reader(content);
        } catch (XMLStreamException e) {
            throw JobRequest.invalidBatch(JobRequest.firstLine(e));
        }
    }

    @Override
    public @Nullable LoadRow next() {
        try {
            while (xml.hasNext()) {
                var event = xml.next();
                if (event == XMLStreamConstants.DTD) {
                    throw JobRequest.invalidBatch("DTD is not allowed");
                }
                if (event == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("sObject")) {
                    return reader.read(object(true));
                }
            }
            return null;
        } catch (XMLStreamException e) {
            throw JobRequest.invalidBatch(JobRequest.firstLine(e));
        }
    }

    /// The fields up to the end of the element that was just entered.
    private Map<String, @Nullable Object> object(boolean parents) throws XMLStreamException {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
            var name = xml.getLocalName();
            if (fields.size() >= FIELDS_MAX) {
                throw JobRequest.invalidBatch("a record has at most " + FIELDS_MAX + " fields");
            }
            if ("true".equals(xml.getAttributeValue(XSI, "nil"))) {
                xml.getElementText();
                fields.put(name, null);
            } else {
                value(name, fields, parents);
            }
        }
        return fields;
    }

    private void value(String name, Map<String, @Nullable Object> fields, boolean parents)
            throws XMLStreamException {
        var text = new StringBuilder();
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                        text.append(xml.getText());
                case XMLStreamConstants.START_ELEMENT -> {
                    if (!parents || !xml.getLocalName().equals("sObject")) {
                        throw JobRequest.invalidBatch("unexpected element " + xml.getLocalName());
                    }
                    fields.put(name, object(false));
                    xml.nextTag();
                    return;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if (!text.isEmpty()) {
                        fields.put(name, text.toString());
                    }
                    return;
                }
                default -> {}
            }
        }
    }
}
