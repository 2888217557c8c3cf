package headroom.console;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Refuses requests whose `Host` is a name that is not ours.
///
/// A page on the web can make its own name resolve to 127.0.0.1 and then read what answers there
/// (DNS rebinding). It cannot do that with an address or with `localhost`, so these always pass;
/// other names only if the operator declared them. Immutable.
record HostCheck(List<String> names) {
    private static final Pattern ADDRESS =
            Pattern.compile("(\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+])(:\\d{1,5})?");

    boolean passes(@Nullable String host) {
        if (host == null) {
            return false;
        }
        var asked = host.toLowerCase(Locale.ROOT);
        if (ADDRESS.matcher(asked).matches()) {
            return true;
        }
        var name = asked.replaceFirst(":\\d{1,5}$", "");
        return name.equals("localhost") || names.contains(name);
    }
}
