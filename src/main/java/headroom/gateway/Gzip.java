package headroom.gateway;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// gzip for the few small bodies that the gateway itself must read. Bounded.
final class Gzip {
    private Gzip() {}

    /// @throws IOException when it is no gzip, or holds more than `bytesMax`
    static byte[] open(byte[] zipped, int bytesMax) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            var whole = in.readNBytes(bytesMax + 1);
            if (whole.length > bytesMax) {
                throw new IOException("unzips to more than " + bytesMax + " bytes");
            }
            return whole;
        }
    }

    static byte[] close(byte[] plain) throws IOException {
        var out = new ByteArrayOutputStream(plain.length);
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(plain);
        }
        return out.toByteArray();
    }
}
