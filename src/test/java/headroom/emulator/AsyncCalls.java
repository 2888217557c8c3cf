package headroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;

/// The first Bulk API as a plain client speaks it, for tests.
final class AsyncCalls {
    static final String ROOT = "/services/async/66.0/job";
    static final String NS = "xmlns=\"http://www.force.com/2009/06/asyncapi/dataload\"";
    static final Pattern ID = Pattern.compile("<id>(\\w{18})</id>");

    private AsyncCalls() {}

    static HttpResponse<String> post(Client caller, String path, String type, String body) {
        return caller.send(
                caller.request(ROOT + path)
                        .header("x-sfdc-session", caller.token)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body)));
    }

    static String jobXml(String operation, String object, String type, String more) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><jobInfo %s><operation>%s</operation>"
                        .formatted(NS, operation)
                + "<object>%s</object>%s<contentType>%s</contentType></jobInfo>"
                        .formatted(object, more, type);
    }

    static String id(HttpResponse<String> answer) {
        var id = ID.matcher(answer.body());
        assertThat(id.find()).as(answer.body()).isTrue();
        return id.group(1);
    }
}
