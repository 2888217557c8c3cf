package headroom.gateway;

/// The step that may hold or refuse a call. Budgets plug in here.
interface Admit {
    /// Admits every call.
    Admit ALWAYS = call -> Verdict.Admitted.ADMITTED;

    Verdict decide(Call call);

    /// What is to be done with a call, with the reason where it is refused.
    sealed interface Verdict {
        enum Admitted implements Verdict {
            ADMITTED
        }

        /// Answered in the form of the call's API family, as the org itself would refuse.
        record Refused(String reason) implements Verdict {}
    }
}
