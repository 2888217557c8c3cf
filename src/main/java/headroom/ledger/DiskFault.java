package headroom.ledger;

import java.io.Serial;
import java.sql.SQLException;

/// The disk refused, inside code that may not throw [SQLException]. It never leaves the writer.
final class DiskFault extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    DiskFault(SQLException cause) {
        super(cause.getMessage(), cause);
    }
}
