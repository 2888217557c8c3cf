package headroom.emulator.bulk1;

import headroom.emulator.bulk.BulkFailure;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Json;
import headroom.emulator.call.Xml;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// What a client says of a job: its properties by name, from XML or JSON. Immutable.
record JobRequest(Map<String, String> fields) {
    private static final int FIELDS_MAX = 100;
    private static final XMLInputFactory FACTORY = Xml.coalescingFactory();

    JobRequest {
        fields = Map.copyOf(fields);
    }

    /// A reader of a body in UTF-8, whatever its declaration says: some clients declare UTF-16 and
    /// send UTF-8.
    static XMLStreamReader reader(byte[] body) throws XMLStreamException {
        var hasMark = body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB;
        var in = new ByteArrayInputStream(body, hasMark ? 3 : 0, body.length);
        return FACTORY.createXMLStreamReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    static JobRequest read(byte[] body, boolean json) {
        return new JobRequest(json ? readJson(body) : readXml(body));
    }

    /// The property, or an empty text.
    String text(String name) {
        return fields.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    private static Map<String, String> readJson(byte[] body) {
        try {
            var fields = new HashMap<String, String>();
            for (var property : Json.readObject(body).properties()) {
                if (!property.getValue().isNull()) {
                    fields.put(
                            property.getKey().toLowerCase(Locale.ROOT),
                            property.getValue().asString("").strip());
                }
            }
            return fields;
        } catch (ApiFailure e) {
            throw new ApiFailure(400, "ClientInputError", "Failed to parse JSON: " + e.message());
        }
    }

    private static Map<String, String> readXml(byte[] body) {
        var fields = new HashMap<String, String>();
        try {
            var reader = reader(body);
            var depth = 0;
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        if (depth == 1 && fields.size() < FIELDS_MAX) {
                            var name = reader.getLocalName().toLowerCase(Locale.ROOT);
                            fields.put(name, reader.getElementText().strip());
                        } else {
                            depth++;
                        }
                    }
                    case XMLStreamConstants.END_ELEMENT -> depth--;
                    case XMLStreamConstants.DTD -> throw invalid("DTD is not allowed");
                    default -> {}
                }
            }
            return fields;
        } catch (XMLStreamException e) {
            throw invalid(firstLine(e));
        }
    }

    static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static ApiFailure invalid(String message) {
        return new ApiFailure(400, "InvalidXml", "Unable to parse XML: " + message);
    }

    /// The same complaint about a batch.
    static BulkFailure invalidBatch(String message) {
        return new BulkFailure("InvalidBatch", "Unable to parse XML: " + message);
    }
}
