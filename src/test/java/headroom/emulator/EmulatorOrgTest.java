package headroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// The example of docs/emulator-laboratory.md.
class EmulatorOrgTest {
    @AutoClose static final EmulatorOrg org = EmulatorOrg.withAllocation(2);
    @AutoClose static final HttpClient http = HttpClient.newHttpClient();

    @Test
    void theThirdCallOfTheDayIsRefusedAndTheNextDayIsNot() throws Exception {
        var token = token();
        assertThat(status(token)).isEqualTo(200);
        assertThat(status(token)).isEqualTo(200);
        assertThat(status(token)).isEqualTo(403);

        org.step(Duration.ofHours(24));

        assertThat(status(token)).isEqualTo(200);
        assertThat(org.charged("my-app")).isEqualTo(3);
    }

    private static int status(String token) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(org.url() + "/services/data/v66.0/limits"))
                        .header("Authorization", "Bearer " + token);
        return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    private static String token() throws Exception {
        var form = "grant_type=password&client_id=my-app&username=me@x.example&password=p";
        var request =
                HttpRequest.newBuilder(URI.create(org.url() + "/services/oauth2/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form));
        var body = http.send(request.build(), BodyHandlers.ofString()).body();
        return body.replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
    }
}
