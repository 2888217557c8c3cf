package headroom.gateway;

/// Who calls: an integration and, where a login was seen, the Salesforce user it acts as.
///
/// @param integration a declared name, else what the caller says of itself
/// @param user a user name or 18-character id, or empty
record Caller(String integration, String user) {
    static final Caller UNIDENTIFIED = new Caller("unidentified", "");

    private static final int NAME_CHARS_MAX = 80;

    Caller {
        integration = tidy(integration);
        user = tidy(user);
    }

    /// Names come from the network: printable, and short enough for a table.
    private static String tidy(String name) {
        for (var i = 0; i < name.length(); i++) {
            if (Character.isISOControl(name.charAt(i))) {
                name = name.replaceAll("\\p{Cntrl}", "?");
                break;
            }
        }
        return name.length() > NAME_CHARS_MAX ? name.substring(0, NAME_CHARS_MAX) : name;
    }
}
