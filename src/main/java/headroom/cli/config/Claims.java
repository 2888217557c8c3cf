package headroom.cli.config;

import java.util.HashMap;
import java.util.Map;

/// Names and marks that may belong to one owner only. One-owner.
final class Claims {
    private final Map<String, String> owners = new HashMap<>();

    /// Reports at `key` of the section if another owner has the mark already.
    void take(Section section, String key, String mark, String owner) {
        var other = owners.putIfAbsent(key + " " + mark, owner);
        if (other != null) {
            section.report(
                    key,
                    other.equals(owner)
                            ? "`" + mark + "` is taken: there are two of that name"
                            : "`"
                                    + mark
                                    + "` under `"
                                    + key
                                    + "` of `"
                                    + owner
                                    + "` belongs to `"
                                    + other
                                    + "` already");
        }
    }
}
