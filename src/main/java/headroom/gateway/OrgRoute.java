package headroom.gateway;

import headroom.salesforce.ChargeOptions;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// An org that the gateway forwards to, and how a request says that it means this org.
///
/// A request belongs to the org whose path prefix it begins with, else to the org whose host it
/// names, else to the only org that declares neither. A lone org without a path prefix takes all.
///
/// @param name the operator's word for it, such as `acme-prod`
/// @param instanceUrl scheme, host and port of the org's My Domain
/// @param loginUrl where token requests and SOAP logins go, when not to the instance
/// @param orgId the 15 or 18 characters of the org's id; when absent, learned at its first login
/// @param hosts names under which clients address this org at the gateway, without port
/// @param pathPrefix such as `/acme`; taken off before forwarding and put back in rewritten URLs
/// @param authorities a PEM file of certificate authorities to trust instead of the JDK's
/// @param egressProxy an HTTP proxy to go out through, by CONNECT
/// @param charges what this org counts where Salesforce's own documents leave it open
public record OrgRoute(
        String name,
        URI instanceUrl,
        Optional<URI> loginUrl,
        Optional<String> orgId,
        List<String> hosts,
        Optional<String> pathPrefix,
        Optional<Path> authorities,
        Optional<URI> egressProxy,
        ChargeOptions charges) {

    public OrgRoute {
        hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
        requireOrigin(instanceUrl);
        loginUrl.ifPresent(OrgRoute::requireOrigin);
        pathPrefix.ifPresent(OrgRoute::requirePrefix);
    }

    /// An org addressed by everything that reaches the gateway.
    public static OrgRoute to(String name, URI instanceUrl) {
        return new OrgRoute(
                name,
                instanceUrl,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ChargeOptions.DEFAULTS);
    }

    public OrgRoute withOrgId(String changed) {
        return new OrgRoute(
                name,
                instanceUrl,
                loginUrl,
                Optional.of(changed),
                hosts,
                pathPrefix,
                authorities,
                egressProxy,
                charges);
    }

    public OrgRoute withHosts(List<String> changed) {
        return new OrgRoute(
                name,
                instanceUrl,
                loginUrl,
                orgId,
                changed,
                pathPrefix,
                authorities,
                egressProxy,
                charges);
    }

    public OrgRoute withPathPrefix(String changed) {
        return new OrgRoute(
                name,
                instanceUrl,
                loginUrl,
                orgId,
                hosts,
                Optional.of(changed),
                authorities,
                egressProxy,
                charges);
    }

    public OrgRoute withAuthorities(Path changed) {
        return new OrgRoute(
                name,
                instanceUrl,
                loginUrl,
                orgId,
                hosts,
                pathPrefix,
                Optional.of(changed),
                egressProxy,
                charges);
    }

    public OrgRoute withEgressProxy(URI changed) {
        return new OrgRoute(
                name,
                instanceUrl,
                loginUrl,
                orgId,
                hosts,
                pathPrefix,
                authorities,
                Optional.of(changed),
                charges);
    }

    public OrgRoute withCharges(ChargeOptions changed) {
        return new OrgRoute(
                name,
                instanceUrl,
                loginUrl,
                orgId,
                hosts,
                pathPrefix,
                authorities,
                egressProxy,
                changed);
    }

    private static void requireOrigin(URI url) {
        var scheme = url.getScheme();
        var path = url.getPath();
        if (!("http".equals(scheme) || "https".equals(scheme))
                || url.getHost() == null
                || url.getUserInfo() != null
                || !(path == null || path.isEmpty() || path.equals("/"))) {
            throw new IllegalArgumentException(
                    "an org's URL is scheme, host and port alone, such as"
                            + " https://acme.my.salesforce.com, not "
                            + url.getScheme()
                            + "://"
                            + url.getHost()
                            + (path == null ? "" : path));
        }
    }

    private static void requirePrefix(String prefix) {
        if (!prefix.matches("/[A-Za-z0-9._-]+") || prefix.equals("/services")) {
            throw new IllegalArgumentException(
                    "a path prefix is one segment such as /acme and never /services, not "
                            + prefix);
        }
    }
}
