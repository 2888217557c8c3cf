package headroom.emulator;

/// How the org treats logins, as switches.
///
/// @param soapVersionMax the last API version whose SOAP `login()` works; 0 switches it off
///   altogether. At Salesforce it is 64 where login is enabled, 0 in new orgs, and 0 everywhere
///   from Summer '27 on (help article 005132110). Here it works everywhere unless this says
///   otherwise
/// @param perHourMax how often a user may log in within an hour, whatever the flow; refreshing is
///   no login. 3,600 is the limit that Salesforce's guides name for calls of `login()`; that the
///   OAuth flows share it is our reading
/// @param refreshTokenRotation whether a refresh token is good for one use and each refresh gives
///   the next one, a setting of connected apps ("Enable Refresh Token Rotation")
public record LoginRules(int soapVersionMax, int perHourMax, boolean refreshTokenRotation) {
    public static final LoginRules DEFAULTS = new LoginRules(Integer.MAX_VALUE, 3_600, false);

    public LoginRules withSoapVersionMax(int value) {
        return new LoginRules(value, perHourMax, refreshTokenRotation);
    }

    public LoginRules withPerHourMax(int value) {
        return new LoginRules(soapVersionMax, value, refreshTokenRotation);
    }

    public LoginRules withRefreshTokenRotation(boolean value) {
        return new LoginRules(soapVersionMax, perHourMax, value);
    }
}
