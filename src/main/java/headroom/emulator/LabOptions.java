package headroom.emulator;

import headroom.emulator.http.Fault;
import headroom.emulator.http.Latency;

import java.util.List;

/// What goes wrong on purpose, how slow the org is, and what is kept for looking at.
///
/// @param seed makes faults and latencies strike the same calls again
/// @param latencies how long answers take; the first whose path fits a call is its own
/// @param booksDetailMax how many of the newest calls the books keep one by one
/// @param transcriptMax how many of the newest requests and answers are kept; 0 for none
/// @param transcriptBodyMax how many bytes of a body the transcript keeps
public record LabOptions(
        long seed,
        List<Fault> faults,
        List<Latency> latencies,
        int booksDetailMax,
        int transcriptMax,
        int transcriptBodyMax) {
    public static final LabOptions DEFAULTS =
            new LabOptions(1, List.of(), List.of(), 100_000, 200, 4_096);

    public LabOptions {
        faults = List.copyOf(faults);
        latencies = List.copyOf(latencies);
        if (booksDetailMax < 0 || transcriptMax < 0 || transcriptBodyMax < 0) {
            throw new IllegalArgumentException("what is kept cannot be negative");
        }
    }

    public LabOptions withFaults(long value, List<Fault> list) {
        return new LabOptions(
                value, list, latencies, booksDetailMax, transcriptMax, transcriptBodyMax);
    }

    public LabOptions withLatencies(List<Latency> list) {
        return new LabOptions(seed, faults, list, booksDetailMax, transcriptMax, transcriptBodyMax);
    }

    public LabOptions withBooksDetailMax(int value) {
        return new LabOptions(seed, faults, latencies, value, transcriptMax, transcriptBodyMax);
    }

    /// How many requests the transcript keeps, and how many bytes of each body.
    public LabOptions withTranscript(int requests, int bodyBytes) {
        return new LabOptions(seed, faults, latencies, booksDetailMax, requests, bodyBytes);
    }
}
