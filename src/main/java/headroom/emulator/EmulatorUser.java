package headroom.emulator;

/// A user who may log in with this password, with or without the security token appended.
public record EmulatorUser(String username, String password, String securityToken) {
    public EmulatorUser(String username, String password) {
        this(username, password, "");
    }

    /// Whether that is the password as clients send it.
    public boolean opens(String given) {
        return given.equals(password) || given.equals(password + securityToken);
    }

    @Override
    public String toString() {
        return username;
    }
}
