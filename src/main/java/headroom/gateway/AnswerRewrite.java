package headroom.gateway;

import headroom.salesforce.ApiFamily;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import java.util.Optional;
import java.util.Set;

/// Puts the gateway's public URL where an answer tells the client where to go next, so that no
/// client walks round the gateway by following the org's word. Only the fields named in law 3 are
/// touched, and of those only scheme, host and port. Immutable.
///
/// @param base the gateway's public URL with the org's path prefix, without a slash at the end
record AnswerRewrite(String base) {
    private static final Set<String> FIELDS = Set.of("instance_url", "id", "identity", "profile");
    private static final Set<String> MAPS = Set.of("urls", "custom_domain");
    private static final String[] SOAP_FIELDS = {"serverUrl>", "metadataServerUrl>"};
    private static final JsonFactory JSON = new JsonFactory();

    /// True for the few answers whose body names the org: logins, identity, the resource list.
    static boolean concerns(Call call, int status) {
        if (status != 200) {
            return false;
        }
        var kind = call.classified().kind();
        return switch (kind.family()) {
            case LOGIN -> true;
            case SOAP -> kind.operation().equals("login");
            case REST -> kind.resource().equals("resources");
            default -> false;
        };
    }

    String body(Call call, String body) {
        return call.classified().kind().family() == ApiFamily.SOAP ? xml(body) : json(body);
    }

    void location(HttpHeaders headers, Org org, String prefix) {
        var location = headers.get(HttpHeaderNames.LOCATION);
        if (location == null) {
            return;
        }
        if (location.startsWith("/") && !location.startsWith("//")) {
            if (!prefix.isEmpty()) {
                headers.set(HttpHeaderNames.LOCATION, prefix + location);
            }
        } else if (location.startsWith(org.instance.toString())
                || location.startsWith(org.login.toString())) {
            headers.set(HttpHeaderNames.LOCATION, rebase(location));
        }
    }

    /// Walks the JSON to learn where the named strings stand, and splices the text there, so that
    /// every other byte stays as the org sent it.
    private String json(String text) {
        var out = new StringBuilder(text.length() + 128);
        var copied = 0;
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING && isNamed(parser)) {
                    var start = (int) parser.currentTokenLocation().getCharOffset() + 1;
                    parser.getString();
                    var end = (int) parser.currentLocation().getCharOffset() - 1;
                    out.append(text, copied, start).append(rebase(text.substring(start, end)));
                    copied = end;
                }
            }
        } catch (JacksonException e) {
            // Not JSON after all: as it came.
            return text;
        }
        return out.append(text, copied, text.length()).toString();
    }

    private static boolean isNamed(JsonParser parser) {
        var context = parser.streamReadContext();
        var name = context.currentName();
        var parent = context.getParent();
        return name != null && FIELDS.contains(name)
                || parent != null
                        && parent.currentName() != null
                        && MAPS.contains(parent.currentName());
    }

    private String xml(String text) {
        for (var field : SOAP_FIELDS) {
            // Both `<serverUrl>` and `</serverUrl>` end alike; the first opens.
            for (var at = indexOfElement(text, field, 0);
                    at.isPresent();
                    at = indexOfElement(text, field, at.get())) {
                var start = at.get();
                var end = text.indexOf('<', start);
                if (end < 0) {
                    break;
                }
                text =
                        text.substring(0, start)
                                + rebase(text.substring(start, end))
                                + text.substring(end);
            }
        }
        return text;
    }

    private static Optional<Integer> indexOfElement(String text, String field, int from) {
        for (var at = text.indexOf(field, from); at > 0; at = text.indexOf(field, at + 1)) {
            var before = text.charAt(at - 1);
            if (before == '<' || before == ':' && opens(text, at)) {
                return Optional.of(at + field.length());
            }
        }
        return Optional.empty();
    }

    private static boolean opens(String text, int at) {
        var bracket = text.lastIndexOf('<', at);
        return bracket >= 0 && text.charAt(bracket + 1) != '/';
    }

    /// `https://any.host:1/rest` becomes the base and `/rest`, with slashes escaped as they were.
    private String rebase(String url) {
        var slash = url.contains("\\/") ? "\\/" : "/";
        var scheme = url.indexOf(":" + slash + slash);
        if (scheme < 0 || !url.startsWith("http")) {
            return url;
        }
        var hostStart = scheme + 1 + 2 * slash.length();
        var path = url.indexOf(slash, hostStart);
        return base.replace("/", slash) + (path < 0 ? "" : url.substring(path));
    }
}
