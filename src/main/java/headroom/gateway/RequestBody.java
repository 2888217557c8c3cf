package headroom.gateway;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;

import java.util.ArrayDeque;

/// A request's body on its way to the org: a little is held while the steps look and the ledger
/// commits, the rest streams. One-owner: the lane's loop.
final class RequestBody {
    private final ArrayDeque<HttpContent> held = new ArrayDeque<>();
    private long bytes;
    private long heldBytes;
    private boolean ended;
    private boolean sent;

    void add(HttpContent part) {
        bytes += part.content().readableBytes();
        heldBytes += part.content().readableBytes();
        ended = part instanceof LastHttpContent;
        held.add(part);
    }

    /// Payload bytes received so far.
    long bytes() {
        return bytes;
    }

    /// Of these, not yet handed to the org.
    long heldBytes() {
        return heldBytes;
    }

    /// The client has sent its last byte.
    boolean isEnded() {
        return ended;
    }

    /// The last byte has gone to the org.
    boolean isSent() {
        return sent;
    }

    boolean covers(int peekBytes) {
        return ended || bytes >= peekBytes;
    }

    byte[] beginning(int bytesMax) {
        return Pieces.beginning(held, (int) Math.min(bytes, bytesMax));
    }

    void sendTo(OrgConnection org) {
        for (var part = held.poll(); part != null; part = held.poll()) {
            sent = part instanceof LastHttpContent;
            org.write(part);
        }
        heldBytes = 0;
    }

    /// Nothing of it is gone for good once sent, because there was nothing.
    boolean isEmpty() {
        return ended && bytes == 0;
    }

    /// To be sent once more.
    void rewind() {
        if (!isEmpty()) {
            throw new IllegalStateException("a body that has streamed away cannot be repeated");
        }
        sent = false;
        held.clear();
        held.add(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    void drop() {
        Pieces.drop(held);
    }
}
