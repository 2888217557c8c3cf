package headroom.emulator.login;

import headroom.emulator.org.Apps.App;
import headroom.emulator.org.OrgUser;
import headroom.emulator.org.Sessions;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What users granted: codes that are changed for a token once, and refresh tokens. One owner.
///
/// At the limit the oldest goes.
final class Grants {
    private static final int GRANTS_MAX = 10_000;
    private static final int CODE_LENGTH = 96;
    private static final int TOKEN_LENGTH = 80;

    /// How long a code can be changed for a token (help: "expires after 15 minutes").
    private static final Duration CODE_LIFE = Duration.ofMinutes(15);

    private final Sessions sessions;
    private final Map<String, Code> codes = new LinkedHashMap<>();
    private final Map<String, Grant> grants = new LinkedHashMap<>();

    /// A user's yes to an app, on its way.
    ///
    /// @param challenge the PKCE challenge, empty if the app sent none
    record Code(
            OrgUser user, App app, String redirect, String scope, String challenge, Instant at) {}

    /// A user's lasting yes to an app.
    record Grant(OrgUser user, App app, String scope) {}

    Grants(Sessions sessions) {
        this.sessions = sessions;
    }

    String keep(Code code) {
        var text = "aPrx" + sessions.secret(CODE_LENGTH);
        put(codes, text, code);
        return text;
    }

    /// Takes a code, which is thereby spent.
    Optional<Code> take(String text, Instant now) {
        @Nullable Code code = codes.remove(text);
        return code == null || now.isAfter(code.at().plus(CODE_LIFE))
                ? Optional.empty()
                : Optional.of(code);
    }

    String keep(Grant grant) {
        var text = "5Aep861" + sessions.secret(TOKEN_LENGTH);
        put(grants, text, grant);
        return text;
    }

    Optional<Grant> find(String refreshToken) {
        return Optional.ofNullable(grants.get(refreshToken));
    }

    void end(String refreshToken) {
        grants.remove(refreshToken);
    }

    private static <V> void put(Map<String, V> map, String key, V value) {
        map.put(key, value);
        if (map.size() > GRANTS_MAX) {
            map.remove(map.keySet().iterator().next());
        }
    }
}
