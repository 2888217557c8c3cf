package headroom.report;

import headroom.history.Duck;
import headroom.history.HistoryReader;
import headroom.salesforce.RecordId;

import java.nio.file.Path;
import java.util.Map;

/// The names of users of whom one source tells the id only: a gateway that saw no login, or a log
/// without USER_NAME. Where no log tells a name, an id of 18 characters is that of 15. Immutable.
///
/// @param byId names by ids of 15 characters
record UserNames(Map<String, String> byId) {
    private static final String USER_PREFIX = "005";

    UserNames {
        byId = Map.copyOf(byId);
    }

    /// What an org's logs tell.
    static UserNames of(Path history, String org) {
        if (!HistoryReader.exists(history)) {
            return new UserNames(Map.of());
        }
        try (var reader = HistoryReader.open(history)) {
            return new UserNames(reader.users(org));
        }
    }

    String name(String user) {
        return user.startsWith(USER_PREFIX)
                ? RecordId.key(user)
                        .map(RecordId::text15)
                        .map(id -> byId.getOrDefault(id, id))
                        .orElse(user)
                : user;
    }

    /// Makes `user_names`, for texts of SQL that read logs.
    void bring(Duck duck) {
        duck.run("create or replace temp table user_names (id varchar, name varchar)");
        duck.fill("user_names", rows -> byId.forEach((id, name) -> Duck.row(rows, id, name)));
    }
}
