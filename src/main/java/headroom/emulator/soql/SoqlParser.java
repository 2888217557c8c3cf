package headroom.emulator.soql;

import headroom.emulator.call.ApiFailure;

import io.github.apexdevtools.apexparser.ApexParser;
import io.github.apexdevtools.apexparser.ApexParserFactory;

import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.jspecify.annotations.Nullable;

import java.util.function.Function;

/// Reads a query by the public ANTLR grammar. What the grammar knows and this emulator does not run
/// is refused as not implemented, never guessed.
final class SoqlParser {
    private static final int LENGTH_MAX = 100_000;
    private static final int NESTING_MAX = 100;

    private final String text;

    private SoqlParser(String text) {
        this.text = text;
    }

    static Soql parse(String text) {
        if (text.length() > LENGTH_MAX) {
            throw SoqlFailure.malformed(
                    "SOQL statement cannot be longer than " + LENGTH_MAX + " characters");
        }
        var parser = new SoqlParser(text);
        var clauses = new SoqlClauses(text);
        return clauses.query(parser.read(SoqlLiterals.shielded(text), ApexParser::query));
    }

    /// The part of a SOSL search after its term, whose grammar is SOQL's in large part.
    static ApexParser.SoslClausesContext search(String text) {
        if (text.length() > LENGTH_MAX) {
            throw new ApiFailure(
                    400,
                    "MALFORMED_SEARCH",
                    "SOSL statement cannot be longer than " + LENGTH_MAX + " characters");
        }
        return new SoqlParser(text).read(SoqlLiterals.shielded(text), ApexParser::soslClauses);
    }

    private <T extends ParserRuleContext> T read(String shielded, Function<ApexParser, T> rule) {
        refuseDeepNesting();
        var lexer = ApexParserFactory.createLexer(CharStreams.fromString(shielded));
        var tokens = new CommonTokenStream(lexer);
        var parser = ApexParserFactory.createParser(tokens);
        // The full mode looks ahead to the end of every parenthesis: half a minute for a bad query.
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        var listener = new FirstError();
        lexer.removeErrorListeners();
        lexer.addErrorListener(listener);
        parser.removeErrorListeners();
        parser.addErrorListener(listener);
        refuseNamelessSelect(tokens);
        var tree = rule.apply(parser);
        var next = parser.getCurrentToken();
        if (next.getType() != Token.EOF) {
            throw unexpected(next);
        }
        return tree;
    }

    /// The grammar recurses per parenthesis; a hostile query must not spend the stack.
    private void refuseDeepNesting() {
        var depth = 0;
        var quoted = false;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '\'') {
                quoted = !quoted;
            } else if (!quoted) {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            }
            if (depth > NESTING_MAX) {
                throw SoqlFailure.malformed("query is nested too deeply");
            }
        }
    }

    /// The grammar takes FROM for a name too; Salesforce does not.
    private void refuseNamelessSelect(CommonTokenStream tokens) {
        tokens.fill();
        var afterName = false;
        for (var token : tokens.getTokens()) {
            if (token.getChannel() != Token.DEFAULT_CHANNEL) {
                continue;
            }
            if (afterName && token.getType() == ApexParser.FROM) {
                throw unexpected(token);
            }
            var type = token.getType();
            afterName = type == ApexParser.SELECT || type == ApexParser.COMMA;
        }
    }

    private final class FirstError extends BaseErrorListener {
        @Override
        public void syntaxError(
                Recognizer<?, ?> recognizer,
                @Nullable Object symbol,
                int line,
                int column,
                String message,
                @Nullable RecognitionException e) {
            if (symbol instanceof Token token) {
                throw unexpected(token);
            }
            throw SoqlFailure.malformed(text, line, column + 1, message);
        }
    }

    private ApiFailure unexpected(Token token) {
        var shown = token.getType() == Token.EOF ? "<EOF>" : "'" + token.getText() + "'";
        return SoqlFailure.malformed(
                text,
                token.getLine(),
                token.getCharPositionInLine() + 1,
                "unexpected token: " + shown);
    }
}
