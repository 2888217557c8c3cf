package headroom.gateway;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Everything a gateway is told at its start. Immutable; `of` gives the defaults, `with…` changes
/// one thing.
///
/// @param listen where clients reach it
/// @param orgs the only orgs it forwards to
/// @param integrations names declared by the operator, tried in this order
/// @param publicUrl what clients are told the gateway is called; when absent, the `Host` (or a
///   trusted proxy's `X-Forwarded-Host`) of each request
/// @param trustedProxies addresses whose `X-Forwarded-*` headers are believed, such as `127.0.0.1`
/// @param limits sizes, counts and waits
/// @param tokenKey the key under which tokens are hashed; 32 random bytes in a file made at need
public record GatewayOptions(
        Listen listen,
        List<OrgRoute> orgs,
        List<DeclaredIntegration> integrations,
        Optional<URI> publicUrl,
        List<String> trustedProxies,
        Limits limits,
        Path tokenKey) {

    /// An address to listen on; port 0 takes any free one.
    public record Listen(String host, int port, Optional<TlsIdentity> tls) {
        public static Listen loopback(int port) {
            return new Listen("127.0.0.1", port, Optional.empty());
        }
    }

    /// The gateway's own certificate chain and private key, both PEM files.
    public record TlsIdentity(Path certificate, Path key) {}

    public GatewayOptions {
        orgs = List.copyOf(orgs);
        integrations = List.copyOf(integrations);
        trustedProxies = List.copyOf(trustedProxies);
        if (orgs.isEmpty()) {
            throw new IllegalArgumentException("a gateway needs at least one org to forward to");
        }
    }

    /// Loopback, any port, the defaults of everything else.
    public static GatewayOptions of(List<OrgRoute> orgs, Path tokenKey) {
        return new GatewayOptions(
                Listen.loopback(0),
                orgs,
                List.of(),
                Optional.empty(),
                List.of(),
                Limits.DEFAULTS,
                tokenKey);
    }

    public GatewayOptions withListen(Listen changed) {
        return new GatewayOptions(
                changed, orgs, integrations, publicUrl, trustedProxies, limits, tokenKey);
    }

    public GatewayOptions withIntegrations(List<DeclaredIntegration> changed) {
        return new GatewayOptions(
                listen, orgs, changed, publicUrl, trustedProxies, limits, tokenKey);
    }

    public GatewayOptions withPublicUrl(URI changed) {
        return new GatewayOptions(
                listen, orgs, integrations, Optional.of(changed), trustedProxies, limits, tokenKey);
    }

    public GatewayOptions withTrustedProxies(List<String> changed) {
        return new GatewayOptions(listen, orgs, integrations, publicUrl, changed, limits, tokenKey);
    }

    public GatewayOptions withLimits(Limits changed) {
        return new GatewayOptions(
                listen, orgs, integrations, publicUrl, trustedProxies, changed, tokenKey);
    }
}
