package headroom.gateway;

import headroom.salesforce.Classification;
import headroom.salesforce.HeaderSource;

import io.netty.handler.codec.http.HttpRequest;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// One call as the steps see it: what was asked, of which org, and what each step found out.
/// One-owner: the lane's loop; each step writes its own finding, once.
final class Call implements HeaderSource {
    final HttpRequest head;
    final Router.Target target;
    final String method;

    /// As received but for the prefix that addressed the org: never decoded, never tidied.
    final String uri;

    /// The beginning of the body where a step had to read it; else empty.
    byte[] peek = NOTHING;

    /// Set by identify.
    Caller caller = Caller.UNIDENTIFIED;

    /// Set by classify.
    @Nullable Classification classification;

    private static final byte[] NOTHING = {};

    Call(HttpRequest head, Router.Target target) {
        this.head = head;
        this.target = target;
        this.method = head.method().name();
        this.uri = target.uri();
    }

    @Override
    public @Nullable String first(String name) {
        return head.headers().get(name);
    }

    Classification classified() {
        if (classification == null) {
            throw new IllegalStateException("asked before classify");
        }
        return classification;
    }

    /// The session this call shows, where a header holds it: OAuth, or Bulk v1's own.
    Optional<String> headerToken() {
        var bearer = first("Authorization");
        if (bearer != null
                && bearer.length() > 7
                && bearer.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return Optional.of(bearer.substring(7).strip());
        }
        if (bearer != null
                && bearer.length() > 6
                && bearer.regionMatches(true, 0, "OAuth ", 0, 6)) {
            return Optional.of(bearer.substring(6).strip());
        }
        return Optional.ofNullable(first("X-SFDC-Session")).map(String::strip);
    }

    boolean isTokenRequest() {
        return "POST".equals(method) && pathEndsWith("/services/oauth2/token");
    }

    boolean pathEndsWith(String end) {
        var stop = uri.indexOf('?');
        var length = stop < 0 ? uri.length() : stop;
        while (length > 1 && uri.charAt(length - 1) == '/') {
            length--;
        }
        return length >= end.length()
                && uri.regionMatches(length - end.length(), end, 0, end.length());
    }
}
