package headroom.history;

import java.io.IOException;

/// A file is no event log that can be read: reading it again would not help. Any other failure of
/// an import, such as a full disk, is none of the file's.
public final class NotALog extends IOException {
    private static final long serialVersionUID = 1L;

    NotALog(String message) {
        super(message);
    }

    NotALog(String message, Throwable cause) {
        super(message, cause);
    }
}
