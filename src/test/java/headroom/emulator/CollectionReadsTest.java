package headroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.testing.Serves;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Many rows by their ids at once.
@Serves({"GET composite/sobjects/{}", "POST composite/sobjects/{}"})
class CollectionReadsTest {
    private static final String ROWS = "/services/data/v66.0/composite/sobjects";
    private static Emulator emulator;
    private static Client client;

    @BeforeAll
    static void start() {
        emulator = Emulator.start(EmulatorOptions.defaults());
        client = Client.loggedIn(emulator);
    }

    @AfterAll
    static void stop() {
        client.close();
        emulator.close();
    }

    @Test
    void givesNullForWhatIsNotThere() {
        var id = client.create("Account", "{\"Name\":\"Found\"}");

        var got =
                client.get(
                        ROWS + "/Account?ids=" + id + ",001Hr0zzzzzzzzz,nonsense&fields=id,name");
        var posted =
                client.post(
                        ROWS + "/Account",
                        "{\"ids\":[\"%s\",\"001Hr0zzzzzzzzz\",\"nonsense\"],\"fields\":[\"id\",\"name\"]}"
                                .formatted(id));

        assertThat(got.body())
                .isEqualTo(
                        "[{\"attributes\":{\"type\":\"Account\",\"url\":\"/services/data/v66.0/sobjects/Account/%1$s\"},\"Id\":\"%1$s\",\"Name\":\"Found\"},null,null]"
                                .formatted(id));
        assertThat(posted.body()).isEqualTo(got.body());
    }

    @Test
    void takesTwoThousandIdsByPostAndEightHundredByGet() {
        var list = ids(2_001).replace(",", "\",\"");
        var full = "{\"ids\":[\"" + list.substring(0, 2_000 * 18 - 3) + "\"],\"fields\":[\"Id\"]}";

        assertThat(Client.json(client.post(ROWS + "/Account", full))).hasSize(2_000);
        assertThat(
                        client.post(
                                        ROWS + "/Account",
                                        "{\"ids\":[\"" + list + "\"],\"fields\":[\"Id\"]}")
                                .body())
                .contains("EXCEEDED_ID_LIMIT");
        assertThat(client.get(ROWS + "/Account?fields=Id&ids=" + ids(800)).statusCode())
                .isEqualTo(200);
        assertThat(client.get(ROWS + "/Account?fields=Id&ids=" + ids(1_100)).statusCode())
                .isEqualTo(414);
    }

    @Test
    void refusesUnknownFieldsAndMissingParameters() {
        assertThat(client.get(ROWS + "/Account?ids=001Hr0000000001&fields=Nope").body())
                .contains("INVALID_FIELD", "No such column 'Nope'");
        assertThat(client.get(ROWS + "/Account?ids=001Hr0000000001").statusCode()).isEqualTo(400);
        assertThat(client.get(ROWS + "/Nope?ids=001Hr0000000001&fields=Id").statusCode())
                .isEqualTo(404);
    }

    private static String ids(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> String.format("001Hr0%09d", i))
                .collect(Collectors.joining(","));
    }
}
