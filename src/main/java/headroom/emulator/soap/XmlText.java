package headroom.emulator.soap;

import org.jspecify.annotations.Nullable;

/// Writes XML on one line, element by element; readers of these answers match it with regular
/// expressions.
final class XmlText {
    private final StringBuilder text = new StringBuilder(1_024);

    XmlText open(String name) {
        text.append('<').append(name).append('>');
        return this;
    }

    /// Opens an element with attributes, given as they go into the tag.
    XmlText open(String name, String attributes) {
        text.append('<').append(name).append(' ').append(attributes).append('>');
        return this;
    }

    XmlText close(String name) {
        text.append("</").append(name).append('>');
        return this;
    }

    XmlText put(String name, String value) {
        open(name);
        escape(value);
        return close(name);
    }

    XmlText put(String name, boolean value) {
        return put(name, String.valueOf(value));
    }

    XmlText put(String name, long value) {
        return put(name, String.valueOf(value));
    }

    XmlText nil(String name) {
        text.append('<').append(name).append(" xsi:nil=\"true\"/>");
        return this;
    }

    XmlText putOrNil(String name, @Nullable String value) {
        return value == null || value.isEmpty() ? nil(name) : put(name, value);
    }

    XmlText empty(String name) {
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
