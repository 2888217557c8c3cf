package headroom.emulator.http;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;

/// Compressed bodies, both ways. An empty body is empty whatever its header says; a bomb stops at
/// the limit.
final class Gzip {
    private Gzip() {}

    /// The plain body; null if it would be larger than allowed. A broken body stays as it came.
    static byte @Nullable [] inflate(byte[] body, @Nullable String encoding, int bytesMax) {
        if (body.length == 0 || encoding == null) {
            return body;
        }
        try (var in = plain(body, encoding.strip().toLowerCase(Locale.ROOT))) {
            var plain = in.readNBytes(bytesMax);
            return in.read() < 0 ? plain : null;
        } catch (IOException _) {
            return body;
        }
    }

    private static InputStream plain(byte[] body, String encoding) throws IOException {
        var in = new ByteArrayInputStream(body);
        return switch (encoding) {
            case "gzip", "x-gzip" -> new GZIPInputStream(in);
            case "deflate" -> new InflaterInputStream(in);
            default -> in;
        };
    }

    static byte[] deflate(byte[] body) {
        var out = new ByteArrayOutputStream(body.length / 4 + 64);
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
