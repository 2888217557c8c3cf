package headroom.gateway;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;

import javax.net.ssl.SSLException;

/// A server of an org: where to connect, what to say in `Host`, whom to trust. Immutable; equal
/// only to itself.
final class Origin {
    final String host;
    final int port;
    final String hostHeader;
    final Optional<SslContext> tls;
    final Optional<InetSocketAddress> egressProxy;

    private Origin(
            String host,
            int port,
            String hostHeader,
            Optional<SslContext> tls,
            Optional<InetSocketAddress> egressProxy) {
        this.host = host;
        this.port = port;
        this.hostHeader = hostHeader;
        this.tls = tls;
        this.egressProxy = egressProxy;
    }

    static Origin of(URI url, OrgRoute route) throws SSLException {
        var secure = "https".equals(url.getScheme());
        var port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
        var proxy =
                route.egressProxy()
                        .map(at -> InetSocketAddress.createUnresolved(at.getHost(), at.getPort()));
        return new Origin(
                bare(url.getHost()),
                port,
                url.getPort() >= 0 ? url.getHost() + ":" + port : url.getHost(),
                secure ? Optional.of(trust(route)) : Optional.empty(),
                proxy);
    }

    /// Checks chain and host name; the JDK's authorities unless the operator names others.
    private static SslContext trust(OrgRoute route) throws SSLException {
        var builder =
                SslContextBuilder.forClient()
                        .endpointIdentificationAlgorithm("HTTPS")
                        .protocols("TLSv1.3", "TLSv1.2");
        route.authorities().ifPresent(file -> builder.trustManager(file.toFile()));
        return builder.build();
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public String toString() {
        return (tls.isPresent() ? "https://" : "http://") + hostHeader;
    }
}
