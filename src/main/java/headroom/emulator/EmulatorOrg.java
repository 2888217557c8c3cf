package headroom.emulator;

import headroom.salesforce.Edition;

import java.time.Duration;
import java.time.Instant;

/// An org for a test: started on a free port with one line, with its own count and clock.
///
/// ```java
/// @AutoClose static final EmulatorOrg org = EmulatorOrg.start();
/// ```
///
/// JUnit 5.11 and later close such a field by themselves; without JUnit it is a resource like any
/// other. Anybody may log in with any password and client id. Thread-safe.
public final class EmulatorOrg implements AutoCloseable {
    private static final Duration SESSION_LIFE = Duration.ofDays(3_650);

    private final Emulator emulator;

    private EmulatorOrg(Emulator emulator) {
        this.emulator = emulator;
    }

    /// A developer org with 15,000 calls a day.
    public static EmulatorOrg start() {
        return start(EmulatorOptions.defaults().withEdition(Edition.DEVELOPER));
    }

    /// An org with that many calls a day, to see what happens when they are spent.
    public static EmulatorOrg withAllocation(long calls) {
        return start(EmulatorOptions.defaults().withAllocation(calls));
    }

    /// An org as chosen; sessions outlive any step of the clock.
    public static EmulatorOrg start(EmulatorOptions options) {
        return new EmulatorOrg(Emulator.start(options.withPort(0).withSessionLife(SESSION_LIFE)));
    }

    /// Where clients log in, and their instance: `http://127.0.0.1:40123`.
    public String url() {
        return emulator.url();
    }

    /// Where a SOAP client logs in.
    public String soapUrl(String version) {
        return url() + "/services/Soap/u/" + version;
    }

    public Emulator emulator() {
        return emulator;
    }

    /// Calls charged in the last 24 hours of the org's time.
    public long used() {
        return emulator.books().used();
    }

    /// Calls charged to one connected app, or to one name of the call options, since the start.
    public long charged(String client) {
        return emulator.books().byClient().getOrDefault(client, Tally.NONE).charge();
    }

    /// Lets time pass for the org.
    public void step(Duration by) {
        emulator.clock().step(by);
    }

    public Instant now() {
        return emulator.clock().instant();
    }

    @Override
    public void close() {
        emulator.close();
    }
}
