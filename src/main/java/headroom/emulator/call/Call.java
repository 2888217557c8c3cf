package headroom.emulator.call;

import headroom.salesforce.HeaderSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// One request to the org, read whole.
///
/// @param requestId the caller's `X-SFDC-REQUEST-ID`, or one of our own
/// @param at the org's time at which it arrived
/// @param body decompressed
/// @param baseUrl scheme and host under which the caller reached us: every url we hand out starts
///   so, or a gateway in front would be by-passed
@SuppressWarnings("ArrayRecordComponent") // never compared, and bodies are not copied
public record Call(
        String requestId,
        Instant at,
        String method,
        Target target,
        HeaderSource headers,
        byte[] body,
        String baseUrl,
        String clientIp) {

    public String segment(int index) {
        return target.segment(index);
    }

    public String parameter(String name) {
        return target.parameter(name);
    }

    public String header(String name) {
        var value = headers.first(name);
        return value == null ? "" : value;
    }

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /// The token of an `Authorization` header of either kind Salesforce takes, or the empty text.
    public String bearer() {
        var value = header("Authorization");
        var space = value.indexOf(' ');
        if (space < 0) {
            return "";
        }
        var scheme = value.substring(0, space);
        return scheme.equalsIgnoreCase("Bearer") || scheme.equalsIgnoreCase("OAuth")
                ? value.substring(space + 1).trim()
                : "";
    }

    /// What `Sforce-Call-Options` names as the client, or the empty text.
    public String callOptionsClient() {
        for (var part : header("Sforce-Call-Options").split(";", 20)) {
            var option = part.trim();
            if (option.startsWith("client=")) {
                return option.substring("client=".length()).trim();
            }
        }
        return "";
    }

    @Override
    public String toString() {
        return method + " " + target.path();
    }
}
