package headroom.emulator.soap;

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
        escape(value);
        return close(name);
    }

    /// Puts an element with attributes, given as they go into the tag.
    public XmlText put(String name, String attributes, String value) {
        open(name, attributes);
        escape(value);
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

    private void escape(String value) {
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                case '\n', '\t' -> text.append(c);
                case '\r' -> text.append("&#13;");
                default -> text.append(c < ' ' ? ' ' : c);
            }
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
