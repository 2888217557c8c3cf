package headroom.history;

/// History could not be read or written; the message says what happened and where.
public class HistoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HistoryException(String message) {
        super(message);
    }

    HistoryException(String message, Throwable cause) {
        super(message, cause);
    }

    /// Somebody else is writing the history.
    public static final class Busy extends HistoryException {
        private static final long serialVersionUID = 1L;

        Busy(String message) {
            super(message);
        }
    }
}
