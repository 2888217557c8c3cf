package headroom.emulator.http;

import headroom.emulator.call.Answer;

import org.jspecify.annotations.Nullable;

/// What is to be sent, and what is to go wrong while it is sent.
public record Outcome(Answer answer, Fault.@Nullable Kind fault, Subject subject) {
    /// What the transcript says of the call beside what went over the wire.
    ///
    /// @param charge what was booked for it
    public record Subject(String user, String client, int charge) {
        /// For calls of the laboratory itself, and paths that are nothing.
        public static final Subject NOBODY = new Subject("", "", 0);
    }

    public static Outcome of(Answer answer) {
        return new Outcome(answer, null, Subject.NOBODY);
    }
}
