package headroom.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads HTTP/1.1 off a stream without changing a byte. One-owner.
///
/// Text is ISO 8859-1, so that a string and its bytes are the same thing.
final class Wire {
    private static final int HEAD_BYTES_MAX = 256 * 1024;
    private static final int HELD_BYTES_MAX = 64 * 1024 * 1024;
    private static final int TAPE_BYTES_MAX = 256 * 1024;

    private final InputStream in;
    private final ByteArrayOutputStream tape = new ByteArrayOutputStream();

    Wire(InputStream in) {
        this.in = new BufferedInputStream(in, 16 * 1024);
    }

    /// The next head with its line ends and its empty line; empty when the peer ended before it.
    Optional<String> head() throws IOException {
        var bytes = new ByteArrayOutputStream();
        while (true) {
            var next = next();
            if (next < 0) {
                if (bytes.size() == 0) {
                    return Optional.empty();
                }
                throw new EOFException("the peer ended inside a head: " + text(bytes));
            }
            bytes.write(next);
            if (next == '\n' && endsHead(bytes)) {
                return Optional.of(text(bytes));
            }
            if (bytes.size() > HEAD_BYTES_MAX) {
                throw new IOException("a head longer than " + HEAD_BYTES_MAX + " bytes");
            }
        }
    }

    /// A body of known length; cut when the peer ended before it was whole.
    Body fixed(long length) throws IOException {
        var held = new ByteArrayOutputStream();
        while (held.size() < length) {
            var next = nextOrCut();
            if (next < 0) {
                return plain(held, true);
            }
            hold(held, next);
        }
        return plain(held, false);
    }

    /// Everything until the peer closes.
    Body untilClose() throws IOException {
        var held = new ByteArrayOutputStream();
        while (true) {
            var next = next();
            if (next < 0) {
                return plain(held, false);
            }
            hold(held, next);
        }
    }

    /// A chunked body with its trailers; cut when the last chunk never came.
    Body chunked() throws IOException {
        var content = new ByteArrayOutputStream();
        var raw = new ByteArrayOutputStream();
        try {
            while (true) {
                var size = Long.parseLong(line(raw).split("[;\r]")[0].strip(), 16);
                if (size == 0) {
                    return new Body(content.toByteArray(), raw.toByteArray(), trailers(raw), false);
                }
                for (var i = 0L; i < size; i++) {
                    var next = required();
                    hold(content, next);
                    hold(raw, next);
                }
                line(raw);
            }
        } catch (CutShort _) {
            return new Body(content.toByteArray(), raw.toByteArray(), "", true);
        }
    }

    /// One byte, or -1 at the peer's end.
    int next() throws IOException {
        var next = in.read();
        if (next >= 0 && tape.size() < TAPE_BYTES_MAX) {
            tape.write(next);
        }
        return next;
    }

    /// What has come and is wanted now, at least one byte; -1 at the peer's end.
    int some(byte[] into) throws IOException {
        return in.read(into);
    }

    /// The first bytes that ever came, as they came.
    String tape() {
        return text(tape);
    }

    private static Body plain(ByteArrayOutputStream held, boolean cut) {
        var bytes = held.toByteArray();
        return new Body(bytes, bytes, "", cut);
    }

    private String trailers(ByteArrayOutputStream raw) throws IOException {
        var trailers = new StringBuilder();
        while (true) {
            var line = line(raw);
            if (line.equals("\r\n")) {
                return trailers.toString();
            }
            trailers.append(line);
        }
    }

    private String line(ByteArrayOutputStream raw) throws IOException {
        var line = new ByteArrayOutputStream();
        while (true) {
            var next = required();
            line.write(next);
            hold(raw, next);
            if (next == '\n') {
                return text(line);
            }
        }
    }

    private int required() throws IOException {
        var next = nextOrCut();
        if (next < 0) {
            throw new CutShort();
        }
        return next;
    }

    /// A reset in mid-body is a cut like any other.
    private int nextOrCut() throws IOException {
        try {
            return next();
        } catch (java.net.SocketTimeoutException e) {
            throw e;
        } catch (IOException _) {
            return -1;
        }
    }

    private static boolean endsHead(ByteArrayOutputStream bytes) {
        var text = bytes.toByteArray();
        var size = text.length;
        return (size >= 4 && text[size - 3] == '\n' && text[size - 2] == '\r')
                || (size >= 2 && text[size - 2] == '\n');
    }

    private static void hold(ByteArrayOutputStream held, int next) throws IOException {
        if (held.size() >= HELD_BYTES_MAX) {
            throw new IOException("a body longer than " + HELD_BYTES_MAX + " bytes");
        }
        held.write(next);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private static final class CutShort extends IOException {
        private static final long serialVersionUID = 1;
    }
}
