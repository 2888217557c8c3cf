package headroom.ledger;

/// What one settlement or ending adds to the rollups.
record Cell(
        long second,
        int org,
        int integration,
        int user,
        int kind,
        int source,
        int calls,
        int charges,
        int errors,
        long bytes,
        long millis) {

    static Cell ofSettled(OpenCall call, Settlement settlement) {
        var intent = call.intent();
        return new Cell(
                intent.second(),
                intent.org(),
                intent.integration(),
                intent.user(),
                intent.kind(),
                Source.METERED.code,
                1,
                settlement.charge(),
                settlement.isError() ? 1 : 0,
                0,
                0);
    }

    static Cell ofEnded(OpenCall call, Settlement settlement, Ending ending) {
        var intent = call.intent();
        var newError = ending.outcome().isError() && !settlement.isError();
        return new Cell(
                intent.second(),
                intent.org(),
                intent.integration(),
                intent.user(),
                intent.kind(),
                Source.METERED.code,
                0,
                0,
                newError ? 1 : 0,
                ending.requestBytes() + ending.answerBytes(),
                ending.durationMillis());
    }

    /// This settlement's cell together with its ending's.
    Cell ended(OpenCall call, Settlement settlement, Ending ending) {
        var end = ofEnded(call, settlement, ending);
        return new Cell(
                second,
                org,
                integration,
                user,
                kind,
                source,
                calls,
                charges,
                errors + end.errors,
                end.bytes,
                end.millis);
    }

    /// What takes this cell back.
    Cell negated() {
        return new Cell(
                second,
                org,
                integration,
                user,
                kind,
                source,
                -calls,
                -charges,
                -errors,
                -bytes,
                -millis);
    }

    /// The same at another second.
    Cell at(long otherSecond) {
        return new Cell(
                otherSecond,
                org,
                integration,
                user,
                kind,
                source,
                calls,
                charges,
                errors,
                bytes,
                millis);
    }

    long minute() {
        return Math.floorDiv(second, 60);
    }

    long hour() {
        return Math.floorDiv(second, 3600);
    }

    long day() {
        return Math.floorDiv(second, 86_400);
    }
}
