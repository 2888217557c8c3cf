package headroom.cli;

import headroom.gateway.GatewayOptions.Listen;

/// How an address that is listened on is written.
final class Addresses {
    private Addresses() {}

    static String of(Listen listen) {
        return url(listen.tls().isPresent() ? "https" : "http", listen.host(), listen.port());
    }

    static String http(String host, int port) {
        return url("http", host, port);
    }

    private static String url(String scheme, String host, int port) {
        var shown = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return scheme + "://" + shown + ":" + port;
    }
}
