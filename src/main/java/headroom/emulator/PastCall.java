package headroom.emulator;

import java.time.Instant;

/// A call of the past, to be written into books and logs as if it had been served.
///
/// @param client the connected app's name; empty if the call came without one
/// @param resource as the usage log shows it: `/v66.0/sobjects/Account` or a SOAP method
public record PastCall(
        Instant at,
        String user,
        String client,
        String family,
        String version,
        String method,
        String resource,
        String object,
        int status,
        int charge) {

    /// An answered REST call that was charged one.
    public static PastCall rest(
            Instant at, String user, String client, String method, String resource, String object) {
        return new PastCall(at, user, client, "REST", "66.0", method, resource, object, 200, 1);
    }
}
