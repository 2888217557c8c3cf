package headroom.testing;

import java.nio.charset.StandardCharsets;

/// A body as it came.
///
/// @param content without chunk framing
/// @param raw with it
/// @param trailers lines after the last chunk, with their line ends
/// @param cut whether the peer ended before the body did
public record Body(byte[] content, byte[] raw, String trailers, boolean cut) {
    public static final Body NONE = new Body(new byte[0], new byte[0], "", false);

    public String text() {
        return new String(content, StandardCharsets.ISO_8859_1);
    }

    public String rawText() {
        return new String(raw, StandardCharsets.ISO_8859_1);
    }
}
