package headroom.emulator.soql;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.records.Values;
import headroom.emulator.soql.Soql.Amount;
import headroom.emulator.soql.Soql.Chosen;
import headroom.emulator.soql.Soql.Day;
import headroom.emulator.soql.Soql.Flag;
import headroom.emulator.soql.Soql.Hour;
import headroom.emulator.soql.Soql.Literal;
import headroom.emulator.soql.Soql.Moment;
import headroom.emulator.soql.Soql.Nothing;
import headroom.emulator.soql.Soql.Relative;
import headroom.emulator.soql.Soql.Several;
import headroom.emulator.soql.Soql.Text;

import io.github.apexdevtools.apexparser.ApexParser;

import org.antlr.v4.runtime.ParserRuleContext;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Locale;

/// Reads the values of a query's conditions.
record SoqlLiterals(SoqlClauses clauses) {

    private static final int CURRENCY_CODE_LENGTH = 3;
    private static final char SHIELD = '\uE000';

    Literal read(ApexParser.ValueContext value) {
        if (value.NULL() != null) {
            return new Nothing();
        }
        if (value.BooleanLiteral() != null) {
            return new Flag(value.getText().equalsIgnoreCase("true"));
        }
        if (value.StringLiteral() != null) {
            return new Text(unquote(value, value.getText()));
        }
        if (value.signedNumber() != null) {
            return new Amount(number(value));
        }
        if (value.DateLiteral() != null || value.DateTimeLiteral() != null) {
            return date(value);
        }
        if (value.dateFormula() != null) {
            return relative(value.dateFormula());
        }
        if (value.valueList() != null) {
            var several = new ArrayList<Literal>();
            value.valueList().value().forEach(one -> several.add(read(one)));
            return new Several(several);
        }
        if (value.boundExpression() != null) {
            throw SoqlFailure.malformed("Bind variables only allowed in Apex code");
        }
        if (value.TimeLiteral() != null) {
            return new Hour(value.getText().toUpperCase(Locale.ROOT));
        }
        if (value.subQuery() != null) {
            return new Chosen(clauses.query(value.subQuery()));
        }
        if (value.IntegralCurrencyLiteral() != null) {
            return new Amount(currency(value));
        }
        throw ApiFailure.notServed("SOQL value " + value.getText());
    }

    private double number(ApexParser.ValueContext value) {
        try {
            var number = Double.parseDouble(value.getText());
            if (Double.isInfinite(number)) {
                throw malformed(value, "invalid number: " + value.getText());
            }
            return number;
        } catch (NumberFormatException _) {
            throw malformed(value, "invalid number: " + value.getText());
        }
    }

    /// `USD5000.50`: the org has one currency, so only the amount counts.
    private double currency(ApexParser.ValueContext value) {
        try {
            return Double.parseDouble(value.getText().substring(CURRENCY_CODE_LENGTH));
        } catch (NumberFormatException | IndexOutOfBoundsException _) {
            throw malformed(value, "invalid currency: " + value.getText());
        }
    }

    private Literal date(ApexParser.ValueContext value) {
        var text = value.getText();
        try {
            return value.DateLiteral() != null
                    ? new Day(LocalDate.parse(text))
                    : new Moment(Values.moment(text.toUpperCase(Locale.ROOT)));
        } catch (DateTimeException _) {
            throw malformed(value, "invalid date: " + text);
        }
    }

    private Relative relative(ApexParser.DateFormulaContext formula) {
        var text = formula.getText().toUpperCase(Locale.ROOT);
        var colon = text.indexOf(':');
        if (colon < 0) {
            return new Relative(text, 0);
        }
        try {
            return new Relative(
                    text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException _) {
            throw malformed(formula, "invalid number: " + text.substring(colon + 1));
        }
    }

    /// The query with the two escapes that LIKE has and the grammar's strings have not made
    /// readable, at the same length, so that places stay where they are.
    static String shielded(String query) {
        if (query.indexOf('\\') < 0) {
            return query;
        }
        var shielded = new StringBuilder(query);
        var i = 0;
        while (i < query.length() - 1) {
            var escapes = query.charAt(i) == '\\';
            var next = query.charAt(i + 1);
            if (escapes && (next == '_' || next == '%')) {
                shielded.setCharAt(i, SHIELD);
            }
            i += escapes ? 2 : 1;
        }
        return shielded.toString();
    }

    /// The text between the quotes; what a LIKE needs escaped stays escaped.
    private String unquote(ParserRuleContext place, String quoted) {
        var text = new StringBuilder(quoted.length());
        var i = 1;
        while (i < quoted.length() - 1) {
            var c = quoted.charAt(i++);
            if (c != '\\') {
                text.append(c == SHIELD ? '\\' : c);
                continue;
            }
            var escaped = quoted.charAt(i++);
            switch (escaped) {
                case 'n', 'N' -> text.append('\n');
                case 'r', 'R' -> text.append('\r');
                case 't', 'T' -> text.append('\t');
                case 'b', 'B' -> text.append('\b');
                case 'f', 'F' -> text.append('\f');
                case '"', '\'', '/' -> text.append(escaped);
                case '\\', '_', '%' -> text.append('\\').append(escaped);
                case 'u', 'U' -> {
                    text.append(unicode(place, quoted, i));
                    i += 4;
                }
                default -> throw malformed(place, "Invalid string literal: '\\" + escaped + "'");
            }
        }
        return text.toString();
    }

    private char unicode(ParserRuleContext place, String quoted, int at) {
        try {
            return (char) Integer.parseInt(quoted.substring(at, at + 4), 16);
        } catch (IndexOutOfBoundsException | NumberFormatException _) {
            throw malformed(place, "Invalid string literal: unicode escape");
        }
    }

    private ApiFailure malformed(ParserRuleContext place, String message) {
        var start = place.getStart();
        return SoqlFailure.malformed(
                clauses.text(), start.getLine(), start.getCharPositionInLine() + 1, message);
    }
}
