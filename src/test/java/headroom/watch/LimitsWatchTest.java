package headroom.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headroom.emulator.Emulator;
import headroom.emulator.EmulatorOptions;
import headroom.emulator.http.Fault;
import headroom.ledger.Ledger;
import headroom.ledger.LedgerOptions;
import headroom.ledger.Names;
import headroom.watch.Credentials.ClientSecret;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Looking at an org's limits, against an org in a box.
class LimitsWatchTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir private Path folder;

    @Test
    void booksUsageAndEveryLimit() throws Exception {
        try (var emulator = Emulator.start(EmulatorOptions.defaults());
                var ledger = ledger();
                var door = door(emulator)) {
            watch(ledger, door).look();
            ledger.drain(Duration.ofSeconds(10));

            var org = ledger.id(Names.ORG, "acme");
            try (var reader = ledger.reader()) {
                var hour = NOW.plus(Duration.ofHours(1));
                assertThat(reader.limits(org, NOW, hour))
                        .hasSizeGreaterThan(50)
                        .anySatisfy(seen -> {
                            assertThat(seen.key()).isEqualTo("DailyApiRequests");
                            assertThat(seen.max()).isEqualTo(115_000);
                        })
                        .anySatisfy(seen ->
                                assertThat(seen.key()).isEqualTo("PermissionSets/CreateCustom"));
                assertThat(reader.sightings(org, NOW, hour))
                        .anySatisfy(said -> assertThat(said.used()).isEqualTo(1));
            }
        }
    }

    @Test
    void saysWhyAnOrgDoesNotTell() {
        var refusal =
                new Fault.Status(
                        403,
                        "application/json",
                        "[{\"errorCode\":\"API_DISABLED_FOR_ORG\",\"message\":\"No.\"}]");
        var options =
                EmulatorOptions.defaults()
                        .withFaults(1, List.of(Fault.below("/services/data", 1, refusal)));
        try (var emulator = Emulator.start(options);
                var ledger = ledger();
                var door = door(emulator)) {
            assertThatThrownBy(() -> watch(ledger, door).look())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("this org has no API");
        }
    }

    @Test
    void readsNestedAndUnknownLimitsAndPassesOverTheRest() {
        var body =
                new JsonMapper()
                        .readTree(
                                """
                                {"DailyApiRequests":{"Max":15000,"Remaining":-3,
                                   "Ant Migration Tool":{"Max":0,"Remaining":0}},
                                 "New":{"Max":1,"Remaining":1,"Words":"x"},
                                 "Odd":7,"Half":{"Max":5}}
                                """);

        assertThat(LimitsReading.of(body).entries())
                .containsExactly(
                        new LimitsReading.Entry("DailyApiRequests", 15_000, -3),
                        new LimitsReading.Entry("DailyApiRequests/Ant Migration Tool", 0, 0),
                        new LimitsReading.Entry("New", 1, 1));
    }

    private Ledger ledger() {
        return Ledger.open(LedgerOptions.at(folder.resolve("ledger.db")), InstantSource.fixed(NOW));
    }

    private static OrgDoor door(Emulator emulator) {
        var base = URI.create(emulator.url());
        return new OrgDoor(
                base,
                base,
                new ClientSecret("any", () -> "any"),
                OrgDoor.client().build(),
                InstantSource.system());
    }

    private static LimitsWatch watch(Ledger ledger, OrgDoor door) {
        return new LimitsWatch(
                ledger,
                "acme",
                door,
                InstantSource.fixed(NOW),
                Pace.DEFAULTS,
                () -> Pace.Standing.UNKNOWN);
    }
}
