package headroom.gateway;

import io.netty.handler.codec.http.HttpContent;

import java.util.ArrayDeque;

/// The pieces of a body that are held for a moment, of a request or of an answer.
final class Pieces {
    private Pieces() {}

    /// A copy of the first bytes; the pieces stay as they are.
    ///
    /// @param size at most as many as the pieces hold
    static byte[] beginning(Iterable<HttpContent> pieces, int size) {
        var bytes = new byte[size];
        var at = 0;
        for (var piece : pieces) {
            var content = piece.content();
            var take = Math.min(content.readableBytes(), size - at);
            content.getBytes(content.readerIndex(), bytes, at, take);
            at += take;
        }
        return bytes;
    }

    /// Lets all of them go unread.
    static void drop(ArrayDeque<HttpContent> pieces) {
        for (var piece = pieces.poll(); piece != null; piece = pieces.poll()) {
            piece.release();
        }
    }
}
