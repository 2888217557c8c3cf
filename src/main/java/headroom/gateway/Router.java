package headroom.gateway;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Finds the org and, where the address itself says it, the integration that a request means.
/// Immutable. A request that names no configured org is never forwarded anywhere.
final class Router {
    private final Map<String, Org> orgByHost = new HashMap<>();
    private final Map<String, Org> orgByPrefix = new HashMap<>();
    private final Map<String, DeclaredIntegration> integrationByHost = new HashMap<>();
    private final Map<String, DeclaredIntegration> integrationByPrefix = new HashMap<>();
    private final Optional<Org> only;

    /// @param uri the request's target without the prefixes that addressed it
    /// @param prefix those prefixes, to be put into every URL the client is told
    /// @param integration declared for this very address
    record Target(Org org, String uri, String prefix, Optional<DeclaredIntegration> integration) {
        /// Logins may have a server of their own; everything else goes to the instance.
        Origin origin(Call call) {
            var kind = call.classified().kind();
            var isLogin =
                    switch (kind.family()) {
                        case LOGIN -> !kind.operation().equals("identity");
                        case SOAP -> kind.operation().equals("login");
                        default -> false;
                    };
            return isLogin ? org.login : org.instance;
        }
    }

    Router(List<Org> orgs, List<DeclaredIntegration> integrations) {
        for (var org : orgs) {
            org.route.hosts().forEach(host -> orgByHost.put(host, org));
            org.route.pathPrefix().ifPresent(prefix -> orgByPrefix.put(prefix, org));
        }
        for (var integration : integrations) {
            integration.hosts().forEach(host -> integrationByHost.put(host, integration));
            integration
                    .pathPrefixes()
                    .forEach(prefix -> integrationByPrefix.put(prefix, integration));
        }
        var open =
                orgs.stream()
                        .filter(org -> org.route.hosts().isEmpty())
                        .filter(org -> org.route.pathPrefix().isEmpty())
                        .toList();
        // One org that declares no address takes all; a lone org answers to any host as well.
        only =
                open.size() == 1
                        ? Optional.of(open.getFirst())
                        : orgs.size() == 1 && orgByPrefix.isEmpty()
                                ? Optional.of(orgs.getFirst())
                                : Optional.empty();
    }

    Optional<Target> find(HttpRequest head) {
        var host = bareHost(head.headers().get(HttpHeaderNames.HOST, ""));
        var org = orgByHost.get(host);
        var integration = integrationByHost.get(host);
        var uri = head.uri();
        var prefix = "";
        if (!orgByPrefix.isEmpty() || !integrationByPrefix.isEmpty()) {
            for (var taken = 0; taken < 2; taken++) {
                var first = firstSegment(uri);
                var orgHere = orgByPrefix.get(first);
                var integrationHere = integrationByPrefix.get(first);
                if (orgHere == null && integrationHere == null) {
                    break;
                }
                org = orgHere == null ? org : orgHere;
                integration = integrationHere == null ? integration : integrationHere;
                prefix += first;
                uri = uri.substring(first.length());
                uri = uri.startsWith("/") ? uri : "/" + uri;
            }
        }
        var found = org == null ? only : Optional.of(org);
        var rest = uri;
        var taken = prefix;
        var declared = Optional.ofNullable(integration);
        return found.map(at -> new Target(at, rest, taken, declared));
    }

    private static String firstSegment(String uri) {
        for (var i = 1; i < uri.length(); i++) {
            var c = uri.charAt(i);
            if (c == '/' || c == '?') {
                return uri.substring(0, i);
            }
        }
        return uri;
    }

    private static String bareHost(String host) {
        var colon = host.lastIndexOf(':');
        var bare = colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
        return bare.toLowerCase(Locale.ROOT);
    }
}
