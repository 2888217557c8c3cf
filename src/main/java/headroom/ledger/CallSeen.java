package headroom.ledger;

import headroom.salesforce.CallKind;

/// A metered call as the ledger keeps it for some weeks.
///
/// @param requestId by which Salesforce's own logs know it
/// @param failed answered with an error, refused or not answered
/// @param status 0 if no answer came
/// @param requestBytes of the body; 0 where it is not known
/// @param mark as in [Intent#mark]
public record CallSeen(
        long atMillis,
        String requestId,
        String integration,
        String user,
        CallKind kind,
        int charge,
        int status,
        boolean failed,
        long requestBytes,
        int mark) {}
