package headroom.console;

/// The key of an alert's rule, in words: `used-80`, `runs-out`, `share erp-nightly`, `limit
/// DataStorageMB`.
final class RuleWords {
    private static final String USED = "used-";
    private static final String LIMIT = "limit ";

    private RuleWords() {}

    static String of(String rule) {
        if (rule.startsWith(USED)) {
            return rule.substring(USED.length()) + " % of the API calls are used";
        }
        if (rule.startsWith(LIMIT)) {
            return rule.substring(LIMIT.length()) + " is nearly used up";
        }
        var space = rule.indexOf(' ');
        var who = space < 0 ? "one integration" : rule.substring(space + 1);
        return switch (space < 0 ? rule : rule.substring(0, space)) {
            case "runs-out" -> "API calls run out soon";
            case "share" -> who + " takes most of the calls";
            case "burn" -> who + " calls far more than it used to";
            case "unattributed" -> "much of the usage is unexplained";
            default -> rule;
        };
    }
}
