package headroom.ledger;

/// A call about to be forwarded.
///
/// @param requestId the id stamped on the call, by which Salesforce's own logs know it
/// @param atMillis when it began, on the org's clock; its charge falls into that second
/// @param charge what it is expected to be charged
/// @param estimated whether the charge is a guess
/// @param mark of a read, what tells the same one from another; else 0. It cannot be turned back
public record Intent(
        String requestId,
        long atMillis,
        int org,
        int integration,
        int user,
        int kind,
        int charge,
        boolean estimated,
        int mark) {
    private static final int REQUEST_ID_MAX = 200;

    public Intent {
        if (requestId.length() > REQUEST_ID_MAX) {
            throw new IllegalArgumentException(
                    "a request id of " + requestId.length() + " characters");
        }
        if (charge < 0) {
            throw new IllegalArgumentException("a charge of " + charge);
        }
    }

    /// A call that is no read.
    public Intent(
            String requestId,
            long atMillis,
            int org,
            int integration,
            int user,
            int kind,
            int charge,
            boolean estimated) {
        this(requestId, atMillis, org, integration, user, kind, charge, estimated, 0);
    }

    long second() {
        return Math.floorDiv(atMillis, 1000);
    }
}
