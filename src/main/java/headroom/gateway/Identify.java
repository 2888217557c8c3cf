package headroom.gateway;

import headroom.salesforce.CallOptionsHeader;
import headroom.salesforce.SoapPeek;
import headroom.salesforce.TokenRequest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The first step: who calls? The first of these that says something decides:
///
/// 1. the address or a header that the operator declared for one integration,
/// 2. the login at which the call's session was issued (OAuth client, SOAP `CallOptions`, user),
/// 3. what the call says of itself: `Sforce-Call-Options`, SOAP `CallOptions`, a login's client,
/// 4. the `User-Agent`, where the operator declared it.
///
/// Immutable.
final class Identify {
    private final List<DeclaredIntegration> declared;
    private final Map<String, String> byClientId = new HashMap<>();
    private final Map<String, String> byCallOptions = new HashMap<>();
    private final Map<String, String> byUsername = new HashMap<>();
    private final TokenBook tokens;

    Identify(List<DeclaredIntegration> declared, TokenBook tokens) {
        this.declared = declared;
        this.tokens = tokens;
        for (var one : declared) {
            one.clientIds().forEach(id -> byClientId.put(id, one.name()));
            one.callOptions().forEach(client -> byCallOptions.put(client, one.name()));
            one.usernames().forEach(user -> byUsername.put(user, one.name()));
        }
    }

    Caller identify(Call call, Optional<SoapPeek> soap, Optional<String> tokenHash) {
        var known = tokenHash.flatMap(tokens::find);
        var login = login(call, soap);
        var user = known.map(Caller::user).or(() -> login.map(Caller::user)).orElse("");
        var name =
                declaredByAddress(call)
                        .or(() -> known.map(Caller::integration))
                        .or(() -> login.map(Caller::integration))
                        .or(() -> callOptions(call, soap))
                        .or(() -> byUserAgent(call))
                        .orElse(Caller.UNIDENTIFIED.integration());
        return new Caller(name, user);
    }

    private Optional<String> declaredByAddress(Call call) {
        if (call.target.integration().isPresent()) {
            return call.target.integration().map(DeclaredIntegration::name);
        }
        for (var one : declared) {
            for (var header : one.headers().entrySet()) {
                if (header.getValue().equals(call.first(header.getKey()))) {
                    return Optional.of(one.name());
                }
            }
        }
        return Optional.empty();
    }

    /// A call that logs in says who it is; its answer's session will be remembered under that name.
    private Optional<Caller> login(Call call, Optional<SoapPeek> soap) {
        if (call.isTokenRequest()) {
            var request = TokenRequest.parse(call.uri, call, call.peek);
            var client = request.clientId();
            var user = request.username();
            var name =
                    Optional.ofNullable(byClientId.get(client))
                            .or(() -> Optional.ofNullable(byUsername.get(user)))
                            .orElseGet(() -> client.isEmpty() ? "" : "app " + shorten(client));
            return name.isEmpty() ? Optional.empty() : Optional.of(new Caller(name, user));
        }
        return soap.filter(peek -> peek.operation().equals("login"))
                .map(peek -> {
                    var name =
                            Optional.ofNullable(byUsername.get(peek.username()))
                                    .or(() -> callOptions(call, soap))
                                    .or(() -> byUserAgent(call))
                                    .orElse("soap " + peek.username());
                    return new Caller(name, peek.username());
                });
    }

    private Optional<String> callOptions(Call call, Optional<SoapPeek> soap) {
        var header = call.first("Sforce-Call-Options");
        var client =
                header == null
                        ? soap.map(SoapPeek::callOptionsClient).orElse("")
                        : CallOptionsHeader.parse(header).client();
        return client.isEmpty()
                ? Optional.empty()
                : Optional.of(byCallOptions.getOrDefault(client, client));
    }

    private Optional<String> byUserAgent(Call call) {
        var agent = call.first("User-Agent");
        if (agent == null) {
            return Optional.empty();
        }
        for (var one : declared) {
            for (var beginning : one.userAgents()) {
                if (agent.startsWith(beginning)) {
                    return Optional.of(one.name());
                }
            }
        }
        return Optional.empty();
    }

    /// A consumer key is 85 characters; both ends of it are enough to know it again.
    private static String shorten(String clientId) {
        return clientId.length() <= 24
                ? clientId
                : clientId.substring(0, 10) + "…" + clientId.substring(clientId.length() - 6);
    }
}
