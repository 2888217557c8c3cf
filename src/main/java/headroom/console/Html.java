package headroom.console;

/// Text made safe for HTML, in content and in quoted attributes.
final class Html {
    private Html() {}

    static String escape(String text) {
        var safe = new StringBuilder(text.length() + 16);
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(c < ' ' || c == 0x7f ? ' ' : c);
            }
        }
        return safe.toString();
    }
}
