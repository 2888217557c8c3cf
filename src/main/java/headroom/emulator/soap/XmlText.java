package headroom.emulator.soap;

import headroom.emulator.call.Xml;

import org.jspecify.annotations.Nullable;

/// Writes XML on one line, element by element; readers of these answers match it with regular
/// expressions.
public final class XmlText {
    private final StringBuilder text = new StringBuilder(1_024);

    public XmlText open(String name) {
        text.append('<').append(name).append('>');
        return this;
    }

    /// Opens an element with attributes, given as they go into the tag.
    public XmlText open(String name, String attributes) {
        text.append('<').append(name).append(' ').append(attributes).append('>');
        return this;
    }

    public XmlText close(String name) {
        text.append("</").append(name).append('>');
        return this;
    }

    public XmlText put(String name, String value) {
        open(name);
        Xml.escape(text, value);
        return close(name);
    }

    /// Puts an element with attributes, given as they go into the tag.
    public XmlText put(String name, String attributes, String value) {
        open(name, attributes);
        Xml.escape(text, value);
        return close(name);
    }

    public XmlText put(String name, boolean value) {
        return put(name, String.valueOf(value));
    }

    public XmlText put(String name, long value) {
        return put(name, String.valueOf(value));
    }

    public XmlText nil(String name) {
        text.append('<').append(name).append(" xsi:nil=\"true\"/>");
        return this;
    }

    public XmlText putOrNil(String name, @Nullable String value) {
        return value == null || value.isEmpty() ? nil(name) : put(name, value);
    }

    public XmlText empty(String name) {
        text.append('<').append(name).append("/>");
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
