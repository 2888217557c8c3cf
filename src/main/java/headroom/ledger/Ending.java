package headroom.ledger;

/// What is known when the last byte has passed.
public record Ending(long requestBytes, long answerBytes, long durationMillis, Outcome outcome) {}
