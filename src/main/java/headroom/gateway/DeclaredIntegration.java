package headroom.gateway;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A name for a caller, and the marks by which its calls are known. Any one mark suffices.
///
/// @param name shown everywhere, such as `erp-nightly`
/// @param clientIds OAuth consumer keys seen at the token endpoint
/// @param callOptions values of `client` in `Sforce-Call-Options` or SOAP `CallOptions`
/// @param hosts names under which this caller alone reaches the gateway, without port
/// @param pathPrefixes such as `/for-erp`: taken off before forwarding
/// @param headers header name to exact value
/// @param userAgents beginnings of the `User-Agent`
/// @param usernames Salesforce user names seen at login
public record DeclaredIntegration(
        String name,
        List<String> clientIds,
        List<String> callOptions,
        List<String> hosts,
        List<String> pathPrefixes,
        Map<String, String> headers,
        List<String> userAgents,
        List<String> usernames) {

    public DeclaredIntegration {
        clientIds = List.copyOf(clientIds);
        callOptions = List.copyOf(callOptions);
        hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
        pathPrefixes = List.copyOf(pathPrefixes);
        headers = Map.copyOf(headers);
        userAgents = List.copyOf(userAgents);
        usernames = List.copyOf(usernames);
    }

    /// Known by the OAuth client of its token.
    public static DeclaredIntegration byClientId(String name, String clientId) {
        return new DeclaredIntegration(
                name,
                List.of(clientId),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of());
    }
}
