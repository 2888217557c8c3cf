package headroom.emulator.org;

/// A user of the org: the name they log in with, and their id of 18 characters.
public record OrgUser(String username, String id) {}
