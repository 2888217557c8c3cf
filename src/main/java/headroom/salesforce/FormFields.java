package headroom.salesforce;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/// Reads single fields out of form-encoded text, decoding only what is asked for.
final class FormFields {
    private FormFields() {}

    /// The decoded value of the first field of that name; empty if there is none.
    static String field(String form, int from, String name) {
        var start = Soql.valueStart(form, from, name);
        if (start < 0) {
            return "";
        }
        var end = form.indexOf('&', start);
        var raw = form.substring(start, end < 0 ? form.length() : end);
        try {
            return URLDecoder.decode(raw, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return raw;
        }
    }
}
