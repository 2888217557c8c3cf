package headroom.emulator.org;

import headroom.emulator.EmulatorUser;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Row;
import headroom.emulator.records.Store;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Who may log in. Every user is also a row of the User object.
///
/// A wrong password for a configured user is refused always; unknown names are let in as new users
/// where the option says so, as many as the limit allows. One owner.
public final class Users {
    private static final int USERS_MAX = 10_000;
    private static final String ADMINISTRATOR = "System Administrator";

    private final Store store;
    private final ObjectType type;
    private final boolean acceptAny;
    private final Map<String, EmulatorUser> configured = new HashMap<>();
    private final Map<String, String> profileOf;
    private final Map<String, String> profileIds = new HashMap<>();
    private final OrgUser first;
    private int known;

    /// Makes the configured users, and the profiles they need.
    ///
    /// @param profileOf profile names by username in lower case; others are administrators
    public Users(
            Store store,
            List<EmulatorUser> users,
            boolean acceptAny,
            Map<String, String> profileOf,
            Instant now) {
        this.store = store;
        this.type = store.schema().get("User");
        this.acceptAny = acceptAny;
        this.profileOf = Map.copyOf(profileOf);
        addProfile(ADMINISTRATOR, now);
        new TreeSet<>(profileOf.values()).forEach(name -> addProfile(name, now));
        for (var user : users) {
            configured.put(user.username().toLowerCase(Locale.ROOT), user);
            add(user.username(), now);
        }
        this.first = find(users.getFirst().username()).orElseThrow();
    }

    private void addProfile(String name, Instant now) {
        for (var row : store.table(store.schema().get("Profile")).rows()) {
            if (name.equals(row.value("Name"))) {
                profileIds.put(name, row.id());
                return;
            }
        }
        var isAdministrator = name.equals(ADMINISTRATOR);
        var row =
                store.put(
                        store.schema().get("Profile"),
                        "",
                        Map.of(
                                "Name", name,
                                "PermissionsModifyAllData", isAdministrator,
                                "PermissionsViewAllData", isAdministrator,
                                "CreatedDate", now,
                                "LastModifiedDate", now,
                                "SystemModstamp", now));
        profileIds.put(name, row.id());
    }

    /// The ids of the configured users by their names in lower case.
    public Map<String, String> ids() {
        var ids = new HashMap<String, String>();
        configured.keySet().forEach(name -> find(name).ifPresent(it -> ids.put(name, it.id())));
        return ids;
    }

    /// The org's own administrator.
    public OrgUser first() {
        return first;
    }

    public Optional<OrgUser> login(String username, String password, Instant now) {
        var user = configured.get(username.toLowerCase(Locale.ROOT));
        if (user != null) {
            return user.opens(password) ? find(username) : Optional.empty();
        }
        return password.isEmpty() ? Optional.empty() : trusted(username, now);
    }

    /// The user of that name for flows that prove themselves without a password.
    public Optional<OrgUser> trusted(String username, Instant now) {
        var user = find(username);
        if (user.isPresent() || !acceptAny || username.isBlank() || known >= USERS_MAX) {
            return user;
        }
        return Optional.of(add(username, now));
    }

    private Optional<OrgUser> find(String username) {
        return store.table(type).withValue(type.place("Username"), username).stream()
                .findFirst()
                .map(row -> new OrgUser(String.valueOf(row.value("Username")), row.id()));
    }

    /// The user's row, for what tokens say of their owner.
    public Row row(String userId) {
        var row = store.table(type).find(userId);
        if (row == null) {
            throw new IllegalStateException("no user " + userId);
        }
        return row;
    }

    /// A user who was kept is the same user again.
    private OrgUser add(String username, Instant now) {
        known++;
        var kept = find(username);
        if (kept.isPresent()) {
            return kept.get();
        }
        var at = username.indexOf('@');
        var name = at > 0 ? username.substring(0, at) : username;
        var row =
                store.put(
                        type,
                        "",
                        Map.of(
                                "ProfileId", profileId(username),
                                "Username", username,
                                "LastName", name,
                                "Name", name,
                                "Email", at > 0 ? username : name + "@headroom.example",
                                "Alias", name.substring(0, Math.min(8, name.length())),
                                "CommunityNickname", name,
                                "CreatedDate", now,
                                "LastModifiedDate", now,
                                "SystemModstamp", now));
        return new OrgUser(username, row.id());
    }

    private String profileId(String username) {
        var name = profileOf.getOrDefault(username.toLowerCase(Locale.ROOT), ADMINISTRATOR);
        return profileIds.getOrDefault(name, "");
    }
}
