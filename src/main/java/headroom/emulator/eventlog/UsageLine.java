package headroom.emulator.eventlog;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// One line of an ApiTotalUsage file, in the columns of a release.
///
/// Every field is quoted and a quote inside doubled. Ids have 15 characters; the flag for the limit
/// is 1 or 0, though documented as a Boolean. Written by hand because 600,000 lines of a demo's
/// past must not take longer than a person waits.
final class UsageLine {
    static final String[] COLUMNS = {
        "EVENT_TYPE",
        "TIMESTAMP",
        "REQUEST_ID",
        "ORGANIZATION_ID",
        "USER_ID",
        "API_FAMILY",
        "API_VERSION",
        "API_RESOURCE",
        "CLIENT_NAME",
        "HTTP_METHOD",
        "CLIENT_IP",
        "COUNTS_AGAINST_API_LIMIT",
        "CONNECTED_APP_ID",
        "ENTITY_NAME",
        "STATUS_CODE",
        "CONNECTED_APP_NAME",
        "USER_NAME",
        "API_CLIENT_CATEGORY",
        "BOT_ID",
        "BOT_SESSION_ID",
        "PLANNER_ID",
        "TIMESTAMP_DERIVED"
    };
    static final String NAMES = String.join(",", COLUMNS);
    static final String TYPES =
            "String,DateTime,String,Id,Id,String,String,String,String,String,String,Boolean,Id,"
                    + "String,Number,String,String,String,String,String,String,DateTime";

    /// The first release whose files name the kind of client and the agent behind a call.
    private static final int AGENTS_FROM = 66;

    private static final String AGENTS =
            ",API_CLIENT_CATEGORY,BOT_ID,BOT_SESSION_ID,PLANNER_ID,TIMESTAMP_DERIVED";

    private final StringBuilder text = new StringBuilder(400);
    private final String orgId;
    private long shownSecond = Long.MIN_VALUE;
    private String compact = "";
    private String derived = "";

    private final boolean withAgents;

    UsageLine(String orgId, int release) {
        this.orgId = orgId;
        this.withAgents = release >= AGENTS_FROM;
    }

    /// The columns of a release, with commas between.
    static String names(int release) {
        return release >= AGENTS_FROM ? NAMES : NAMES.replace(AGENTS, ",TIMESTAMP_DERIVED");
    }

    static String types(int release) {
        return release >= AGENTS_FROM
                ? TYPES
                : TYPES.replace("String,String,String,String,DateTime", "DateTime");
    }

    static String header(int release) {
        return "\"" + names(release).replace(",", "\",\"") + "\"\n";
    }

    byte[] write(BookedCall call) {
        text.setLength(0);
        show(call.at());
        var caller = call.caller();
        var name = call.name();
        var millis = millis(call.at());
        field("ApiTotalUsage");
        field(compact + millis);
        field(call.requestId());
        field(orgId);
        field(first15(caller.userId()));
        field(name.family());
        field(name.version());
        field(name.resource());
        field(caller.client());
        field(name.family().equals("SOAP") ? "" : name.method());
        field(call.clientIp());
        field(call.charge() > 0 ? "1" : "0");
        field(caller.appId());
        field(name.object());
        field(Integer.toString(call.status()));
        field(caller.app());
        field(caller.user());
        if (withAgents) {
            field("EXTERNAL_APPLICATION");
            field("");
            field("");
            field("");
        }
        field(derived + millis + "Z");
        text.setCharAt(text.length() - 1, '\n');
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String first15(String id) {
        return id.length() > 15 ? id.substring(0, 15) : id;
    }

    private static String millis(Instant at) {
        var millis = Math.floorMod(at.toEpochMilli(), 1_000);
        return millis >= 100 ? "." + millis : millis >= 10 ? ".0" + millis : ".00" + millis;
    }

    /// Both forms of the second, made once for all calls in it.
    private void show(Instant at) {
        if (at.getEpochSecond() == shownSecond) {
            return;
        }
        shownSecond = at.getEpochSecond();
        var time = LocalDateTime.ofEpochSecond(shownSecond, 0, ZoneOffset.UTC).toString();
        derived = time.length() == 16 ? time + ":00" : time;
        var digits = new StringBuilder(14);
        derived.chars().filter(Character::isDigit).forEach(c -> digits.append((char) c));
        compact = digits.toString();
    }

    private void field(String value) {
        field(text, value);
    }

    /// Adds a field in quotes, and the comma after it.
    static void field(StringBuilder text, String value) {
        text.append('"');
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (c == '"') {
                text.append('"');
            }
            text.append(c < ' ' ? ' ' : c);
        }
        text.append("\",");
    }
}
