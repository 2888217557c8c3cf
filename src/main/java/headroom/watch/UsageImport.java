package headroom.watch;

import headroom.ledger.ImportBatch;
import headroom.ledger.ImportBatch.ImportedCall;
import headroom.ledger.Ledger;
import headroom.ledger.Names;
import headroom.salesforce.ApiFamily;
import headroom.salesforce.CallKind;
import headroom.salesforce.ChargeOptions;
import headroom.salesforce.Classifier;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Books a usage file into the ledger, part by part, so that a file of any size takes the memory of
/// one part. The same part again is booked once. One-owner.
public final class UsageImport {
    private static final int PART_CALLS = 20_000;
    private static final int KINDS_MAX = 5_000;

    private final Ledger ledger;
    private final String org;
    private final boolean simulated;
    private final Function<LoggedCall, String> integrations;
    private final Classifier classifier = new Classifier(ChargeOptions.DEFAULTS);
    private final Map<String, Integer> kinds = new HashMap<>();

    /// What a file brought.
    ///
    /// @param booked calls that were new
    /// @param known calls the ledger had already
    /// @param passedOver rows that could not be read
    public record Brought(long calls, long booked, long charges, long known, long passedOver) {
        Brought plus(Brought other) {
            return new Brought(
                    calls + other.calls,
                    booked + other.booked,
                    charges + other.charges,
                    known + other.known,
                    passedOver + other.passedOver);
        }
    }

    /// @param integrations who made a logged call, by the names used everywhere else
    public UsageImport(
            Ledger ledger,
            String org,
            boolean simulated,
            Function<LoggedCall, String> integrations) {
        this.ledger = ledger;
        this.org = org;
        this.simulated = simulated;
        this.integrations = integrations;
    }

    /// Reads a file to its end. Closes the content.
    public Brought bring(String file, InputStream content) throws IOException {
        var sum = new Brought(0, 0, 0, 0, 0);
        try (var log = new UsageLog(new InputStreamReader(content, StandardCharsets.UTF_8))) {
            var part = new ArrayList<ImportedCall>();
            var digest = digest();
            var number = 1;
            for (var call = log.next(); call.isPresent(); call = log.next()) {
                part.add(imported(call.get()));
                digest.update(mark(call.get()));
                if (part.size() == PART_CALLS) {
                    sum = sum.plus(book(file, number++, part, digest));
                    part.clear();
                }
            }
            if (!part.isEmpty()) {
                sum = sum.plus(book(file, number, part, digest));
            }
            return sum.plus(new Brought(0, 0, 0, 0, log.passedOver()));
        }
    }

    private Brought book(String file, int number, List<ImportedCall> part, MessageDigest digest) {
        var hash = HexFormat.of().formatHex(digest.digest());
        var receipt =
                ledger.bring(
                        new ImportBatch(
                                ledger.id(Names.ORG, org),
                                file + " part " + number,
                                hash,
                                simulated,
                                part));
        return receipt.repeated()
                ? new Brought(part.size(), 0, 0, part.size(), 0)
                : new Brought(
                        receipt.calls(), receipt.booked(), receipt.charges(), receipt.known(), 0);
    }

    private ImportedCall imported(LoggedCall call) {
        return new ImportedCall(
                call.atMillis(),
                ledger.id(Names.INTEGRATION, integrations.apply(call)),
                ledger.id(Names.USER, call.userName()),
                kind(call),
                call.counted() ? 1 : 0,
                call.requestId(),
                call.status() >= 400);
    }

    /// What tells a call from every other.
    private static byte[] mark(LoggedCall call) {
        var text = call.requestId() + ' ' + call.atMillis() + ' ' + call.userName();
        return (text + ' ' + call.resource()).getBytes(StandardCharsets.UTF_8);
    }

    private int kind(LoggedCall call) {
        var key = call.family() + ' ' + call.method() + ' ' + call.resource() + ' ' + call.entity();
        var known = kinds.get(key);
        if (known != null) {
            return known;
        }
        var id = ledger.kindId(classified(call));
        if (kinds.size() < KINDS_MAX) {
            kinds.put(key, id);
        }
        return id;
    }

    /// The log names a REST resource by its path below `/services/data`, a SOAP call by its method.
    private CallKind classified(LoggedCall call) {
        if (call.family().equalsIgnoreCase("SOAP")) {
            return new CallKind(
                    ApiFamily.SOAP, call.version(), "soap/u", call.entity(), call.resource());
        }
        if (!call.resource().startsWith("/")) {
            return new CallKind(ApiFamily.OTHER, call.version(), "", call.entity(), "");
        }
        var method = call.method().isEmpty() ? "GET" : call.method();
        var target = "/services/data" + call.resource();
        return classifier.classify(method, target, _ -> null, new byte[0]).kind();
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
