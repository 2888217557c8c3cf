package headroom.emulator.call;

/// A user at work in the org, through a connected app or none.
///
/// @param userId 18 characters
public record Session(String token, String user, String userId, String app, String appId) {
    /// Stands in where a call needs no session.
    public static final Session NONE = new Session("", "", "", "", "");

    public Caller caller(String client) {
        return new Caller(user, userId, app, appId, client);
    }

    /// Never the token.
    @Override
    public String toString() {
        return user;
    }
}
