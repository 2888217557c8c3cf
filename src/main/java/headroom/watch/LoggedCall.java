package headroom.watch;

/// One row of an ApiTotalUsage file: a call as the org itself logged it. Immutable.
///
/// @param family as the log writes it: `REST`, `SOAP`, `Bulk`
/// @param resource `/v66.0/sobjects/Account` or a SOAP method
/// @param appId the connected app's id, empty if the call came without one
/// @param counted whether it counts against the allocation
public record LoggedCall(
        long atMillis,
        String requestId,
        String userName,
        String family,
        String version,
        String resource,
        String clientName,
        String method,
        String appId,
        String appName,
        String entity,
        int status,
        boolean counted) {}
