package headroom.cli.demo;

import headroom.emulator.Emulator;
import headroom.emulator.EmulatorClient;
import headroom.emulator.EmulatorClock;
import headroom.emulator.EmulatorOptions;
import headroom.emulator.EmulatorUser;
import headroom.emulator.records.Field;
import headroom.emulator.records.ObjectType;
import headroom.salesforce.Edition;
import headroom.salesforce.LicenceType;
import headroom.watch.Credentials;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The demo's org: Enterprise with 15 licences, so 115,000 calls a day, and a week of history.
public final class DemoOrg {
    /// What the operator calls it.
    public static final String NAME = "acme";

    public static final Map<LicenceType, Integer> LICENCES = Map.of(LicenceType.SALESFORCE, 15);

    /// Headroom's own connected app there.
    public static final Credentials.ClientSecret HEADROOM =
            new Credentials.ClientSecret("3MVG9demo.headroom", () -> "demo-headroom");

    private static final Duration WEEK = Duration.ofDays(7);

    private DemoOrg() {}

    /// Writes the week before the clock's time, then listens.
    public static Emulator start(EmulatorClock clock, int port, long seed) {
        var now = clock.instant();
        return Emulator.start(
                EmulatorOptions.defaults()
                        .withPort(port)
                        .withOrgName("Acme")
                        .withEdition(Edition.ENTERPRISE)
                        .withLicences(LICENCES)
                        .withClock(clock)
                        .withUsers(users())
                        .withClients(clients())
                        .withObjects(List.of(shipment()))
                        .withHistory(
                                new PastWeek(
                                        seed, now.truncatedTo(ChronoUnit.DAYS).minus(WEEK), now)));
    }

    private static List<EmulatorUser> users() {
        var users = new ArrayList<EmulatorUser>();
        users.add(new EmulatorUser("admin@acme.example", "demo-admin"));
        for (var persona : Persona.ALL) {
            users.add(new EmulatorUser(persona.username(), persona.clientSecret()));
        }
        return users;
    }

    private static List<EmulatorClient> clients() {
        var clients = new ArrayList<EmulatorClient>();
        for (var persona : Persona.ALL) {
            if (!persona.clientId().isEmpty()) {
                clients.add(
                        new EmulatorClient(
                                persona.clientId(),
                                persona.clientSecret(),
                                persona.name(),
                                persona.username(),
                                null));
            }
        }
        clients.add(
                new EmulatorClient(
                        HEADROOM.clientId(),
                        HEADROOM.secret().get(),
                        "headroom",
                        "admin@acme.example",
                        null));
        return clients;
    }

    private static ObjectType shipment() {
        return ObjectType.custom(
                "Shipment__c",
                "a01",
                List.of(
                        Field.text("Number__c", "Number", 40)
                                .with(Field.Trait.EXTERNAL_ID, Field.Trait.UNIQUE),
                        Field.picklist("State__c", "State", "Picked", "Shipped", "Delivered")));
    }
}
