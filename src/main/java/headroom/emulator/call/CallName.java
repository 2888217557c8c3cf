package headroom.emulator.call;

/// What the usage log says a call was.
///
/// @param family the log's own word: REST, SOAP, Bulk, ApexREST …
/// @param version `66.0`, or empty
/// @param resource the path for REST, the method for SOAP
/// @param object the object's name, or empty
public record CallName(
        String family, String version, String method, String resource, String object) {}
