package headroom.emulator.bulk;

/// Where a job stands. The first API knows Open, Closed, Aborted and Failed.
public enum JobState {
    OPEN("Open"),
    CLOSED("Closed"),
    UPLOAD_COMPLETE("UploadComplete"),
    IN_PROGRESS("InProgress"),
    JOB_COMPLETE("JobComplete"),
    FAILED("Failed"),
    ABORTED("Aborted");

    private final String word;

    JobState(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /// Whether nothing more will happen to the job.
    public boolean isFinal() {
        return this == JOB_COMPLETE || this == FAILED || this == ABORTED || this == CLOSED;
    }
}
