package headroom.emulator.org;

import headroom.emulator.call.Session;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The sessions and refresh tokens of a running org; a restart forgets them all. One owner.
///
/// A session lives on while it is used. At the limit the longest unused one goes.
public final class Sessions {
    private static final int SESSIONS_MAX = 50_000;
    private static final int GRANTS_MAX = 10_000;
    private static final int TOKEN_LENGTH = 96;

    /// The characters that every client takes for an opaque token's.
    private static final String LETTERS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._";

    private final String orgId;
    private final Duration life;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Entry> open = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, Boolean> revoked = new HashMap<>();

    private static final class Entry {
        final Session session;
        final Instant since;
        Instant until;

        Entry(Session session, Instant since, Instant until) {
            this.session = session;
            this.since = since;
            this.until = until;
        }
    }

    /// What can be told of a session without using it.
    public record Seen(Session session, Instant since, Instant until) {}

    public Sessions(String orgId, Duration life) {
        this.orgId = orgId;
        this.life = life;
    }

    public Session open(OrgUser user, String app, String appId, Instant now) {
        var session = new Session(newToken(), user.username(), user.id(), app, appId);
        open.put(session.token(), new Entry(session, now, now.plus(life)));
        if (open.size() > SESSIONS_MAX) {
            open.remove(open.keySet().iterator().next());
        }
        return session;
    }

    /// A look that does not keep the session alive.
    public Optional<Seen> peek(String token, Instant now) {
        var entry = open.get(token);
        return entry == null || now.isAfter(entry.until)
                ? Optional.empty()
                : Optional.of(new Seen(entry.session, entry.since, entry.until));
    }

    /// Text that nobody guesses, in letters every client takes.
    public String secret(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        var text = new StringBuilder(length);
        for (var b : bytes) {
            text.append(LETTERS.charAt(b & 63));
        }
        return text.toString();
    }

    private String newToken() {
        return orgId + '!' + secret(TOKEN_LENGTH);
    }

    public Optional<Session> find(String token, Instant now) {
        var entry = open.get(token);
        if (entry == null) {
            return Optional.empty();
        }
        if (now.isAfter(entry.until)) {
            open.remove(token);
            return Optional.empty();
        }
        entry.until = now.plus(life);
        return Optional.of(entry.session);
    }

    /// Ends a session, or makes a refresh token worthless. True if the token can have meant
    /// anything.
    public boolean revoke(String token) {
        if (open.remove(token) != null) {
            return true;
        }
        if (token.isEmpty()) {
            return false;
        }
        if (revoked.size() < GRANTS_MAX) {
            revoked.put(token, true);
        }
        return true;
    }

    public boolean isRevoked(String refreshToken) {
        return revoked.containsKey(refreshToken);
    }

    public Duration life() {
        return life;
    }

    public int count() {
        return open.size();
    }
}
