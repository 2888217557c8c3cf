package headroom.watch;

import java.io.IOException;

/// A way by which messages reach people. Thread-safe; sending blocks.
public interface Channel {
    /// Told apart by it, such as `mail` or `slack`.
    String name();

    /// Sends one message.
    ///
    /// @throws IOException if it did not arrive; the message may be tried again
    void send(Message message) throws IOException, InterruptedException;
}
