package headroom.gateway;

import io.netty.handler.codec.http.HttpHeaderNames;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;

/// What the gateway is called by its clients: the configured public URL, else the name that the
/// request itself used, as a trusted proxy in front saw it. Immutable.
final class PublicUrl {
    private final String configured;
    private final Set<String> trusted;

    PublicUrl(GatewayOptions options) {
        this.configured = options.publicUrl().map(url -> trim(url.toString())).orElse("");
        this.trusted = Set.copyOf(options.trustedProxies());
    }

    /// Scheme, host, port and the prefix that addressed the org; no slash at the end.
    String base(Call call, ClientConnection client) {
        var prefix = call.target.prefix();
        if (!configured.isEmpty()) {
            return configured + prefix;
        }
        var scheme = client.isEncrypted() ? "https" : "http";
        var host = call.head.headers().get(HttpHeaderNames.HOST, "localhost");
        if (isTrusted(client)) {
            scheme = first(call, "X-Forwarded-Proto", scheme);
            host = first(call, "X-Forwarded-Host", host);
        }
        return scheme + "://" + host + prefix;
    }

    private boolean isTrusted(ClientConnection client) {
        return !trusted.isEmpty()
                && client.peer() instanceof InetSocketAddress peer
                && peer.getAddress() != null
                && trusted.contains(peer.getAddress().getHostAddress());
    }

    /// Each proxy on the way appends; the first value is what the client saw.
    private static String first(Call call, String header, String otherwise) {
        List<String> values = call.head.headers().getAll(header);
        if (values.isEmpty()) {
            return otherwise;
        }
        var value = values.getFirst();
        var comma = value.indexOf(',');
        var seen = (comma < 0 ? value : value.substring(0, comma)).strip();
        return seen.matches("[A-Za-z0-9.:\\[\\]_-]+") ? seen : otherwise;
    }

    private static String trim(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
