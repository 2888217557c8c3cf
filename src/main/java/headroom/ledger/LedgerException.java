package headroom.ledger;

import java.io.Serial;

/// The ledger cannot be opened, read, copied or restored. The message says what happened, to which
/// file, and what to do.
public final class LedgerException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    LedgerException(String message) {
        super(message);
    }

    LedgerException(String message, Throwable cause) {
        super(message, cause);
    }
}
