package headroom.salesforce;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/// The readable beginning of a body that may be compressed and may be cut.
///
/// Whatever comes out is bounded, so that a few bytes cannot unfold into gigabytes. What is not
/// compressed although a header says so (clients announce gzip on empty bodies) is taken as it is.
final class Unzip {
    private Unzip() {}

    /// At most `max` bytes, unpacked if the header says so.
    static byte[] head(byte[] raw, @Nullable String contentEncoding, int max) {
        if (raw.length == 0) {
            return raw;
        }
        if (isGzip(raw)) {
            return unpacked(raw, max, true);
        }
        if (isZlib(raw) && (contentEncoding == null || isDeflate(contentEncoding))) {
            return unpacked(raw, max, false);
        }
        return raw.length <= max ? raw : Arrays.copyOf(raw, max);
    }

    /// Whether the body begins as only a gzip stream does; no text format shares these bytes.
    static boolean isGzip(byte[] raw) {
        return raw.length > 2 && raw[0] == 0x1f && raw[1] == (byte) 0x8b && raw[2] == 8;
    }

    /// The four headers that zlib writes; JSON, XML and forms begin otherwise.
    private static boolean isZlib(byte[] raw) {
        return raw.length > 2
                && raw[0] == 0x78
                && switch (raw[1] & 0xff) {
                    case 0x01, 0x5e, 0x9c, 0xda -> true;
                    default -> false;
                };
    }

    private static boolean isDeflate(String contentEncoding) {
        return contentEncoding.toLowerCase(Locale.ROOT).contains("deflate");
    }

    private static byte[] unpacked(byte[] raw, int max, boolean gzip) {
        var head = new byte[Math.min(max, Math.max(512, raw.length * 8))];
        var length = 0;
        try (var in = stream(raw, gzip)) {
            while (length < max) {
                if (length == head.length) {
                    head = Arrays.copyOf(head, Math.min(max, head.length * 2));
                }
                var read = in.read(head, length, head.length - length);
                if (read < 0) {
                    break;
                }
                length += read;
            }
        } catch (IOException _) {
            // Cut or broken: what was readable before it counts.
        }
        return Arrays.copyOf(head, length);
    }

    private static InputStream stream(byte[] raw, boolean gzip) throws IOException {
        var in = new ByteArrayInputStream(raw);
        return gzip ? new GZIPInputStream(in, 2048) : new InflaterInputStream(in);
    }
}
