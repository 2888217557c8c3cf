package headroom.emulator.rest;

import headroom.emulator.call.Answer;
import headroom.emulator.call.Call;
import headroom.emulator.call.Json;
import headroom.salesforce.ApiError;
import headroom.salesforce.ApiFamily;

/// The form a REST answer takes at last: JSON as it was made, JSON laid out, or XML.
final class AnswerForm {
    private AnswerForm() {}

    static Answer of(Call call, Answer answer) {
        if (answer.file() != null || answer.body().length == 0 || !isJson(answer)) {
            return answer;
        }
        if (ApiError.formFor(ApiFamily.REST, call.headers(), call.target().raw())
                == ApiError.Form.REST_XML) {
            var xml = XmlForm.write(call, Json.read(answer.body()));
            return changed(answer, "application/xml;charset=UTF-8", xml);
        }
        return isPretty(call)
                ? changed(answer, Answer.JSON, Json.pretty(Json.read(answer.body())))
                : answer;
    }

    private static boolean isJson(Answer answer) {
        return answer.headers().stream()
                .anyMatch(header ->
                        header.name().equals("Content-Type")
                                && header.value().startsWith("application/json"));
    }

    private static boolean isPretty(Call call) {
        var asked = call.header("X-PrettyPrint").strip();
        return asked.equals("1") || asked.equalsIgnoreCase("true");
    }

    private static Answer changed(Answer answer, String contentType, byte[] body) {
        var result = Answer.of(answer.status(), contentType, body).after(answer.delay());
        for (var header : answer.headers()) {
            if (!header.name().equals("Content-Type")) {
                result = result.with(header.name(), header.value());
            }
        }
        return result;
    }
}
