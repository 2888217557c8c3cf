package headroom.salesforce;

import org.jspecify.annotations.Nullable;

import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Walks the tags of an XML text as far as it is well-formed, and stops there without complaint.
///
/// Document types are not read and external entities never resolved. One-owner.
final class XmlCursor {
    private static final XMLInputFactory FACTORY = factory();

    private final @Nullable XMLStreamReader reader;
    private final StringBuilder text = new StringBuilder();
    private boolean start;
    private int depth;

    private XmlCursor(@Nullable XMLStreamReader reader) {
        this.reader = reader;
    }

    static XmlCursor open(byte[] xml) {
        try {
            return new XmlCursor(FACTORY.createXMLStreamReader(new StringReader(text(xml))));
        } catch (XMLStreamException | RuntimeException _) {
            return new XmlCursor(null);
        }
    }

    /// Decoded here because the JDK's reader prints a line for every malformed byte sequence it
    /// meets.
    private static String text(byte[] xml) {
        var text = new String(xml, charset(xml));
        return text.startsWith("\ufeff") ? text.substring(1).strip() : text.strip();
    }

    private static Charset charset(byte[] xml) {
        var first = xml.length < 2 ? 0 : (xml[0] & 0xff) << 8 | (xml[1] & 0xff);
        return switch (first) {
            case 0xfeff, 0xfffe -> StandardCharsets.UTF_16;
            default -> {
                var head = new String(xml, 0, Math.min(100, xml.length), StandardCharsets.US_ASCII);
                yield head.regionMatches(true, head.indexOf("encoding=") + 10, "ISO-8859-1", 0, 10)
                        ? StandardCharsets.ISO_8859_1
                        : StandardCharsets.UTF_8;
            }
        };
    }

    /// Goes to the next start or end tag; false at the end, at a cut, at the first malformed place.
    boolean next() {
        if (reader == null) {
            return false;
        }
        text.setLength(0);
        try {
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        start = true;
                        depth++;
                        return true;
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        start = false;
                        depth--;
                        return true;
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                            text.append(reader.getText());
                    case XMLStreamConstants.DTD -> {
                        return false;
                    }
                    default -> {}
                }
            }
        } catch (XMLStreamException | RuntimeException _) {
            // The JDK's reader throws unchecked exceptions on some malformed encodings, too.
            return false;
        }
        return false;
    }

    /// Whether this is a start tag.
    boolean isStart() {
        return start;
    }

    boolean isStart(String localName) {
        return start && localName.equals(name());
    }

    boolean isEnd(String localName) {
        return !start && localName.equals(name());
    }

    /// The tag's name without its prefix.
    String name() {
        return reader == null ? "" : reader.getLocalName();
    }

    /// The characters between the tag before and this one: at the end of a leaf, its value.
    String text() {
        return text.toString().strip();
    }

    /// How many elements are open, this one included at its start.
    int depth() {
        return depth;
    }

    /// The value of an attribute of this start tag; null if it has none.
    @Nullable String attribute(String localName) {
        if (reader == null || !start) {
            return null;
        }
        for (var i = 0; i < reader.getAttributeCount(); i++) {
            if (localName.equals(reader.getAttributeLocalName(i))) {
                return reader.getAttributeValue(i);
            }
        }
        return null;
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setXMLResolver((_, _, _, _) -> {
            throw new XMLStreamException("external entities are not read");
        });
        return factory;
    }
}
