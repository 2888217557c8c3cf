package headroom.gateway;

import headroom.salesforce.ApiError;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;

import org.jspecify.annotations.Nullable;

/// What must be wrong with no request that is forwarded: everything that two servers could read in
/// two ways, or that would turn the gateway into an open proxy.
final class RequestCheck {
    private RequestCheck() {}

    /// The answer to a request that is not forwarded, or null when nothing is wrong with it. An
    /// absolute target is brought to its origin form on the way, as RFC 9112 §3.2.2 asks.
    static @Nullable PlainAnswer flaw(HttpRequest head) {
        var headers = head.headers();
        if (head.protocolVersion().majorVersion() != 1) {
            return PlainAnswer.plainText(505, "This gateway speaks HTTP/1.1 only.");
        }
        if (isAmbiguous(headers)) {
            return bad("The request's length is stated in two ways.");
        }
        if (HttpMethod.CONNECT.equals(head.method())) {
            return PlainAnswer.plainText(405, "CONNECT is not served: this is not an open proxy.");
        }
        var hosts = headers.getAll(HttpHeaderNames.HOST).size();
        if (hosts > 1 || hosts == 0 && head.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
            return bad("The request needs exactly one Host header.");
        }
        if (!head.uri().startsWith("/") && !tookOrigin(head)) {
            return bad("The request's target must be a path that begins with a slash.");
        }
        if (!isHost(headers.get(HttpHeaderNames.HOST, ""))) {
            return bad("The Host header is not a host.");
        }
        if (!isVisibleAscii(head.uri())) {
            return bad("The request's target holds characters that belong percent-encoded.");
        }
        return null;
    }

    static PlainAnswer noSuchOrg() {
        var message =
                "No org is configured for this address. Name one of the configured hosts in Host,"
                        + " or begin the path with an org's prefix.";
        return PlainAnswer.of(ApiError.Form.REST_JSON, 404, "NOT_FOUND", message);
    }

    private static boolean isAmbiguous(HttpHeaders headers) {
        var codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (codings.isEmpty()) {
            return headers.getAll(HttpHeaderNames.CONTENT_LENGTH).size() > 1;
        }
        return !isChunkedAlone(headers) || headers.contains(HttpHeaderNames.CONTENT_LENGTH);
    }

    /// Any other coding, or a list of them, is framed differently by different servers.
    static boolean isChunkedAlone(HttpHeaders headers) {
        var codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return codings.size() == 1 && codings.getFirst().strip().equalsIgnoreCase("chunked");
    }

    /// Letters, digits and what host names, addresses and ports are made of.
    private static boolean isHost(String host) {
        for (var i = 0; i < host.length(); i++) {
            var c = host.charAt(i);
            if (!(c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || ".-_:[]%".indexOf(c) >= 0)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isVisibleAscii(String uri) {
        for (var i = 0; i < uri.length(); i++) {
            if (uri.charAt(i) < '!' || uri.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean tookOrigin(HttpRequest head) {
        var uri = head.uri();
        var authority =
                uri.regionMatches(true, 0, "http://", 0, 7)
                        ? 7
                        : uri.regionMatches(true, 0, "https://", 0, 8) ? 8 : -1;
        if (authority < 0) {
            return false;
        }
        var path = uri.indexOf('/', authority);
        var host = path < 0 ? uri.substring(authority) : uri.substring(authority, path);
        head.headers().set(HttpHeaderNames.HOST, host);
        head.setUri(path < 0 ? "/" : uri.substring(path));
        return !host.isEmpty();
    }

    private static PlainAnswer bad(String why) {
        return PlainAnswer.plainText(400, why + " Nothing was forwarded.");
    }
}
