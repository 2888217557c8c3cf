package headroom.emulator.call;

import javax.xml.stream.XMLInputFactory;

/// What every family that speaks XML must get right alike: no DTDs in, no broken characters out.
public final class Xml {
    private Xml() {}

    /// Makes readers that know no DTD, so no entity, and fetch nothing.
    public static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /// The same, with neighbouring pieces of text as one.
    public static XMLInputFactory coalescingFactory() {
        var factory = factory();
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /// Appends a text; a character that XML cannot carry becomes a blank.
    public static void escape(StringBuilder text, String value) {
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                case '\n', '\t' -> text.append(c);
                case '\r' -> text.append("&#13;");
                default -> text.append(c < ' ' || c == '\uFFFE' || c == '\uFFFF' ? ' ' : c);
            }
        }
    }
}
