package headroom.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Event log files, written by hand.
final class LogText {
    /// The columns of 2025 and before.
    static final String OLD =
            "EVENT_TYPE,TIMESTAMP,REQUEST_ID,ORGANIZATION_ID,USER_ID,API_FAMILY,API_VERSION,"
                    + "API_RESOURCE,CLIENT_NAME,HTTP_METHOD,CLIENT_IP,COUNTS_AGAINST_API_LIMIT,"
                    + "CONNECTED_APP_ID,ENTITY_NAME,STATUS_CODE,CONNECTED_APP_NAME,USER_NAME,"
                    + "TIMESTAMP_DERIVED\n";

    /// The columns of 2026, in another order and quoted.
    static final String NEW =
            "\"EVENT_TYPE\",\"TIMESTAMP_DERIVED\",\"TIMESTAMP\",\"REQUEST_ID\",\"USER_ID\","
                    + "\"ORGANIZATION_ID\",\"API_FAMILY\",\"API_VERSION\",\"API_RESOURCE\","
                    + "\"CLIENT_NAME\",\"HTTP_METHOD\",\"CLIENT_IP\","
                    + "\"COUNTS_AGAINST_API_LIMIT\",\"CONNECTED_APP_ID\",\"ENTITY_NAME\","
                    + "\"STATUS_CODE\",\"CONNECTED_APP_NAME\",\"USER_NAME\","
                    + "\"API_CLIENT_CATEGORY\"\n";

    private LogText() {}

    /// A counted read of an account, at `HHmmss` on 18 November.
    static String old(String time, String request) {
        return "ApiTotalUsage,20261118"
                + time
                + ".250,"
                + request
                + ",00D000000000001,005000000000001,REST,66.0,"
                + "/v66.0/sobjects/Account/001000000000abc,,GET,10.1.1.1,1,0H4000000000001,"
                + "Account,200,erp,bot@acme.test,\n";
    }

    /// The same call in the newer layout.
    static String fresh(String time, String request) {
        return "\"ApiTotalUsage\",\"2026-11-18T"
                + time.substring(0, 2)
                + ":"
                + time.substring(2, 4)
                + ":"
                + time.substring(4)
                + ".250Z\",\"20261118"
                + time
                + ".250\",\""
                + request
                + "\",\"005000000000001\",\"00D000000000001\",\"REST\",\"66.0\","
                + "\"/v66.0/sobjects/Account/001000000000abc\",\"\",\"GET\",\"10.1.1.1\",\"1\","
                + "\"0H4000000000001\",\"Account\",\"200\",\"erp\",\"bot@acme.test\","
                + "\"EXTERNAL_APPLICATION\"\n";
    }

    static Path write(Path folder, String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("", lines));
    }
}
