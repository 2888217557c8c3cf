package headroom.emulator.call;

/// Who made a call, as far as the org knows.
///
/// @param user the user's name, or what was claimed at a login that failed
/// @param userId 18 characters, or empty
/// @param app the connected app's name, or empty
/// @param appId the connected app's record id of 15 characters, or empty
/// @param client what the call options name as client, or empty
public record Caller(String user, String userId, String app, String appId, String client) {
    public static Caller nobody(String client) {
        return new Caller("", "", "", "", client);
    }

    public static Caller claiming(String user, String app, String client) {
        return new Caller(user, "", app, "", client);
    }

    /// The one name the books file this caller under: the connected app before the call options.
    public String clientName() {
        return app.isEmpty() ? client : app;
    }
}
