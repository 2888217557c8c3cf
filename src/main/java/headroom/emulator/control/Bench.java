package headroom.emulator.control;

import headroom.emulator.Books;
import headroom.emulator.http.Faults;
import headroom.emulator.http.InFlight;
import headroom.emulator.http.Latencies;
import headroom.emulator.http.Transcript;
import headroom.emulator.org.Org;

/// All that the laboratory's controls reach.
public record Bench(
        Org org,
        Books books,
        Faults faults,
        Latencies latencies,
        Transcript transcript,
        InFlight inFlight) {}
