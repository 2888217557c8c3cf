package headroom.emulator.soql;

import headroom.emulator.records.Store;
import headroom.emulator.soql.Soql.Relative;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// When a query runs: the org's time, and how many months after January its fiscal year begins.
record Season(Instant now, int fiscalShift) {

    static Season of(Store store, Instant now) {
        var organization = store.schema().find("Organization");
        if (organization == null) {
            return new Season(now, 0);
        }
        var place = organization.place("FiscalYearStartMonth");
        for (var row : store.table(organization).rows()) {
            if (place >= 0 && row.value(place) instanceof Integer month) {
                return new Season(now, month - 1);
            }
        }
        return new Season(now, 0);
    }

    LocalDate today() {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    /// The days that a relative date means.
    Period period(Relative relative) {
        try {
            if (!relative.word().contains("FISCAL_")) {
                return Period.of(relative, today());
            }
            var shifted = Period.of(relative, today().minusMonths(fiscalShift));
            return new Period(
                    shifted.from().plusMonths(fiscalShift),
                    shifted.before().plusMonths(fiscalShift));
        } catch (DateTimeException | ArithmeticException _) {
            throw SoqlFailure.malformed(
                    "date literal out of range: " + relative.word() + ":" + relative.number());
        }
    }
}
