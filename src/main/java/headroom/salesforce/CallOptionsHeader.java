package headroom.salesforce;

/// The request header `Sforce-Call-Options: client=…; defaultNamespace=…`, by which clients name
/// themselves. Its name in SOAP is the header element `CallOptions`.
///
/// @param client case-sensitive; empty if it does not say
/// @param defaultNamespace empty if it does not say
public record CallOptionsHeader(String client, String defaultNamespace) {
    public static final String HEADER = "Sforce-Call-Options";

    private static final int VALUE_MAX = 255;

    /// Reads any header value; never throws.
    public static CallOptionsHeader parse(String header) {
        return new CallOptionsHeader(value(header, "client"), value(header, "defaultNamespace"));
    }

    private static String value(String header, String name) {
        var start = 0;
        while (start < header.length()) {
            var next = header.indexOf(';', start);
            var end = next < 0 ? header.length() : next;
            var equals = header.indexOf('=', start);
            if (equals >= 0
                    && equals < end
                    && header.substring(start, equals).strip().equalsIgnoreCase(name)) {
                var value = header.substring(equals + 1, end).strip();
                return value.length() > VALUE_MAX ? value.substring(0, VALUE_MAX) : value;
            }
            start = end + 1;
        }
        return "";
    }
}
