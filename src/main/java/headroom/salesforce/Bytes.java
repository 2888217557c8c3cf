package headroom.salesforce;

/// Two small things that JDK libraries lack: finding bytes in bytes, and text made safe for XML.
final class Bytes {
    private Bytes() {}

    /// Where `sought` begins in `bytes` at or after `from`; -1 if nowhere.
    static int indexOf(byte[] bytes, byte[] sought, int from) {
        var last = bytes.length - sought.length;
        for (var i = Math.max(0, from); i <= last; i++) {
            if (bytes[i] == sought[0] && matches(bytes, sought, i)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean matches(byte[] bytes, byte[] sought, int at) {
        for (var i = 1; i < sought.length; i++) {
            if (bytes[at + i] != sought[i]) {
                return false;
            }
        }
        return true;
    }

    /// The text with XML's special characters escaped and characters XML cannot hold left out.
    static String xmlText(String text) {
        var xml = new StringBuilder(text.length() + 16);
        text.codePoints()
                .forEach(c -> {
                    switch (c) {
                        case '&' -> xml.append("&amp;");
                        case '<' -> xml.append("&lt;");
                        case '>' -> xml.append("&gt;");
                        case '"' -> xml.append("&quot;");
                        default -> {
                            if (isXml(c)) {
                                xml.appendCodePoint(c);
                            }
                        }
                    }
                });
        return xml.toString();
    }

    private static boolean isXml(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xd7ff)
                || (c >= 0xe000 && c <= 0xfffd)
                || c >= 0x10000;
    }
}
