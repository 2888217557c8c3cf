package headroom.gateway;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.proxy.ProxyConnectException;

import java.net.ConnectException;
import java.net.UnknownHostException;

import javax.net.ssl.SSLException;

/// Why no connection to an org came about, in words for the person who must mend it.
final class Unreachable {
    private Unreachable() {}

    /// 502, or 504 when it was a matter of time.
    static Failure of(Throwable found, Origin origin) {
        var cause = telling(found);
        var nothingSent = " Nothing was sent, nothing is counted.";
        return switch (cause) {
            case UnknownHostException _ ->
                    new Failure(
                            502,
                            "Headroom cannot find the org's host "
                                    + origin.host
                                    + " in DNS. Check instance-url in its configuration."
                                    + nothingSent);
            case ConnectTimeoutException _ ->
                    new Failure(
                            504,
                            "Headroom could not connect to "
                                    + origin
                                    + " in time. Check the network or the egress proxy."
                                    + nothingSent);
            case ProxyConnectException _ ->
                    new Failure(
                            502,
                            "The egress proxy did not connect Headroom to "
                                    + origin
                                    + "."
                                    + nothingSent);
            case ConnectException _ ->
                    new Failure(502, "The connection to " + origin + " was refused." + nothingSent);
            case SSLException _ ->
                    new Failure(
                            502,
                            "Headroom does not trust the certificate of "
                                    + origin
                                    + ", or TLS failed otherwise: "
                                    + brief(cause)
                                    + "."
                                    + nothingSent);
            default ->
                    new Failure(
                            502,
                            "Headroom could not connect to "
                                    + origin
                                    + " ("
                                    + cause.getClass().getSimpleName()
                                    + ")."
                                    + nothingSent);
        };
    }

    /// A proxy's refusal comes wrapped in the TLS handshake that it prevented.
    private static Throwable telling(Throwable found) {
        for (var at = found; at != null; at = at.getCause()) {
            if (at instanceof ProxyConnectException) {
                return at;
            }
        }
        return found;
    }

    private static String brief(Throwable cause) {
        var deepest = cause;
        for (var next = cause.getCause(); next != null; next = next.getCause()) {
            deepest = next;
        }
        var message = String.valueOf(deepest.getMessage());
        return message.lines().findFirst().orElse("no reason given");
    }
}
