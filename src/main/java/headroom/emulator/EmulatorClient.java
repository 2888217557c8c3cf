package headroom.emulator;

import org.jspecify.annotations.Nullable;

import java.security.PublicKey;

/// A connected app.
///
/// @param id the consumer key, `client_id` on the wire
/// @param secret empty if none is asked for
/// @param name what usage logs and books show
/// @param runAs the user of the client credentials flow; empty for the org's first user
/// @param key verifies the signature of JWT assertions; without one they are accepted unverified
public record EmulatorClient(
        String id, String secret, String name, String runAs, @Nullable PublicKey key) {
    public EmulatorClient(String id, String secret, String name) {
        this(id, secret, name, "", null);
    }

    @Override
    public String toString() {
        return name;
    }
}
