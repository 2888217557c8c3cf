package headroom.gateway;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.util.AsciiString;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Which headers belong to one hop and end here (RFC 9110 §7.6.1); all others pass untouched, in
/// their order, case and number.
final class Heads {
    static final AsciiString REQUEST_ID = AsciiString.cached("X-SFDC-REQUEST-ID");

    /// A strict decoder has already checked what is copied.
    private static final HttpHeadersFactory UNCHECKED =
            DefaultHttpHeadersFactory.headersFactory().withValidation(false);

    private static final AsciiString KEEP_ALIVE = AsciiString.cached("keep-alive");
    private static final AsciiString PROXY_CONNECTION = AsciiString.cached("proxy-connection");
    private static final AsciiString FORWARDED = AsciiString.cached("forwarded");
    private static final AsciiString X_FORWARDED = AsciiString.cached("x-forwarded-");

    /// What `Connection` may not name: framing and identity are never at a client's mercy.
    private static final Set<String> KEPT =
            Set.of(
                    "close",
                    "keep-alive",
                    "host",
                    "content-length",
                    "transfer-encoding",
                    "content-type",
                    "content-encoding",
                    "authorization",
                    "x-sfdc-session");

    private Heads() {}

    /// The request's headers as the org shall see them.
    ///
    /// @param keepExpect false when the gateway itself has answered `Expect: 100-continue`
    static HttpHeaders forOrg(HttpHeaders from, String host, String requestId, boolean keepExpect) {
        var to = UNCHECKED.newHeaders();
        var named = namedByConnection(from);
        var hasHost = false;
        var hasId = false;
        for (var entries = from.iteratorCharSequence(); entries.hasNext(); ) {
            var entry = entries.next();
            var name = entry.getKey();
            if (is(name, HttpHeaderNames.HOST)) {
                to.add(name, host);
                hasHost = true;
            } else if (!isOneHop(name, named)
                    && !isForwarded(name)
                    && (keepExpect || !is(name, HttpHeaderNames.EXPECT))) {
                var isId = is(name, REQUEST_ID);
                hasId |= isId;
                to.add(name, isId ? requestId : entry.getValue());
            }
        }
        if (!hasHost) {
            to.add(HttpHeaderNames.HOST, host);
        }
        if (!hasId) {
            to.add(REQUEST_ID, requestId);
        }
        return to;
    }

    /// The answer's headers as the client shall see them.
    static HttpHeaders forClient(HttpHeaders from) {
        var to = UNCHECKED.newHeaders();
        var named = namedByConnection(from);
        for (var entries = from.iteratorCharSequence(); entries.hasNext(); ) {
            var entry = entries.next();
            if (!isOneHop(entry.getKey(), named)) {
                to.add(entry.getKey(), entry.getValue());
            }
        }
        return to;
    }

    private static boolean isOneHop(CharSequence name, Set<String> named) {
        // Told apart by length first: this runs for every header of every call.
        return switch (name.length()) {
                    case 2 -> is(name, HttpHeaderNames.TE);
                    case 7 -> is(name, HttpHeaderNames.UPGRADE);
                    case 10 -> is(name, HttpHeaderNames.CONNECTION) || is(name, KEEP_ALIVE);
                    case 16 -> is(name, PROXY_CONNECTION);
                    case 18 -> is(name, HttpHeaderNames.PROXY_AUTHENTICATE);
                    case 19 -> is(name, HttpHeaderNames.PROXY_AUTHORIZATION);
                    default -> false;
                }
                || !named.isEmpty() && named.contains(name.toString().toLowerCase(Locale.ROOT));
    }

    /// Said by proxies in front of us, to us.
    private static boolean isForwarded(CharSequence name) {
        return name.length() == FORWARDED.length() && is(name, FORWARDED)
                || name.length() > X_FORWARDED.length()
                        && AsciiString.regionMatches(
                                name, true, 0, X_FORWARDED, 0, X_FORWARDED.length());
    }

    private static boolean is(CharSequence name, AsciiString other) {
        return other.contentEqualsIgnoreCase(name);
    }

    private static Set<String> namedByConnection(HttpHeaders headers) {
        List<String> values = headers.getAll(HttpHeaderNames.CONNECTION);
        if (values.isEmpty()) {
            return Set.of();
        }
        var named = new HashSet<String>();
        for (var value : values) {
            for (var start = 0; start <= value.length(); ) {
                var comma = value.indexOf(',', start);
                var end = comma < 0 ? value.length() : comma;
                named.add(value.substring(start, end).strip().toLowerCase(Locale.ROOT));
                start = end + 1;
            }
        }
        named.removeAll(KEPT);
        named.remove("");
        return named;
    }
}
