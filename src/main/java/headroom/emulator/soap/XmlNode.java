package headroom.emulator.soap;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Xml;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// An element of a request: local name, text, children. Prefixes are the client's own business.
///
/// Documents with a DTD are refused, so no entity can be declared; depth is bounded.
final class XmlNode {
    private static final int DEPTH_MAX = 50;
    private static final int DECLARATION_BYTES_MAX = 200;
    private static final Pattern ENCODING =
            Pattern.compile("^<\\?xml[^>]*encoding=[\"']([^\"']*)[\"']");
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
    private static final XMLInputFactory FACTORY = Xml.factory();

    private final String name;
    private final String namespace;
    private final boolean nil;
    private final List<XmlNode> children = new ArrayList<>(4);
    private final StringBuilder text = new StringBuilder(0);

    private XmlNode(String name, String namespace, boolean nil) {
        this.name = name;
        this.namespace = namespace;
        this.nil = nil;
    }

    /// An element with nothing in it.
    static XmlNode empty(String name) {
        return new XmlNode(name, "", false);
    }

    static XmlNode parse(byte[] document) {
        try {
            var reader = open(document);
            try {
                return read(reader);
            } finally {
                reader.close();
            }
        } catch (ApiFailure failure) {
            throw failure;
        } catch (XMLStreamException | RuntimeException e) {
            // The JDK's parser lets some of its inner exceptions out as they are.
            throw malformed(reason(e));
        }
    }

    /// UTF-8 is read here: the parser prints to standard error when it meets bytes that are none.
    private static XMLStreamReader open(byte[] document) throws XMLStreamException {
        if (!isUtf8(document)) {
            return FACTORY.createXMLStreamReader(new ByteArrayInputStream(document));
        }
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document));
            var start = !text.isEmpty() && text.charAt(0) == '\ufeff' ? 1 : 0;
            return FACTORY.createXMLStreamReader(
                    new StringReader(text.subSequence(start, text.length()).toString()));
        } catch (CharacterCodingException _) {
            throw malformed("Invalid byte 1 of 1-byte UTF-8 sequence.");
        }
    }

    /// Whether the document does not say that it is anything else.
    private static boolean isUtf8(byte[] document) {
        var start = Math.min(document.length, DECLARATION_BYTES_MAX);
        var beginning = new String(document, 0, start, StandardCharsets.ISO_8859_1);
        if (beginning.startsWith("\u00fe\u00ff") || beginning.startsWith("\u00ff\u00fe")) {
            return false;
        }
        var declared = ENCODING.matcher(beginning);
        return !declared.find() || declared.group(1).equalsIgnoreCase("UTF-8");
    }

    /// The parser's own words without the place it puts before them.
    private static String reason(Exception e) {
        var text = String.valueOf(e.getMessage());
        var words = text.indexOf("Message: ");
        var plain = words < 0 ? text : text.substring(words + 9);
        return plain.lines().findFirst().orElse("The document is not well-formed.");
    }

    private static XmlNode read(XMLStreamReader reader) throws XMLStreamException {
        var open = new ArrayDeque<XmlNode>();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (open.size() >= DEPTH_MAX) {
                        throw malformed("The document is nested too deeply.");
                    }
                    var node = open(reader);
                    if (!open.isEmpty()) {
                        open.peek().children.add(node);
                    }
                    open.push(node);
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    var node = open.pop();
                    if (open.isEmpty()) {
                        return node;
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!open.isEmpty()) {
                        open.peek().text.append(reader.getText());
                    }
                }
                case XMLStreamConstants.DTD -> throw malformed("DOCTYPE is not allowed.");
                default -> {}
            }
        }
        throw malformed("Premature end of file.");
    }

    private static XmlNode open(XMLStreamReader reader) {
        var nil = reader.getAttributeValue(XSI, "nil");
        var namespace = reader.getNamespaceURI();
        return new XmlNode(
                reader.getLocalName(),
                namespace == null ? "" : namespace,
                "true".equals(nil) || "1".equals(nil));
    }

    private static ApiFailure malformed(String message) {
        return ClientFault.of(message);
    }

    String name() {
        return name;
    }

    /// `{namespace}name`, as faults quote it.
    String qualifiedName() {
        return "{" + namespace + "}" + name;
    }

    boolean isNil() {
        return nil;
    }

    String text() {
        return text.toString();
    }

    List<XmlNode> children() {
        return children;
    }

    @Nullable XmlNode child(String wanted) {
        for (var child : children) {
            if (child.name.equals(wanted)) {
                return child;
            }
        }
        return null;
    }

    /// The text of the child of that name, or the empty text.
    String text(String wanted) {
        var child = child(wanted);
        return child == null ? "" : child.text();
    }

    List<XmlNode> children(String wanted) {
        return children.stream().filter(child -> child.name.equals(wanted)).toList();
    }
}
