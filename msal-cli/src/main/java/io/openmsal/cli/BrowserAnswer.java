package io.openmsal.cli;

import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.flow.PendingSignIn;
import io.openmsal.port.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a browser brought back, as somebody copied it: a whole address, its query, or a posted form. */
final class BrowserAnswer {

    private BrowserAnswer() {}

    /** The parameters in it. The text may hold a code, so no message repeats it. */
    static Map<String, String> parameters(Secret text, PendingSignIn begun) {
        String all = text.reveal().trim();
        String encoded = all.substring(all.indexOf('?') + 1);
        int fragment = encoded.indexOf('#');
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : (fragment < 0 ? encoded : encoded.substring(0, fragment)).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0
                    && parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)))
                            != null) {
                throw unusable("names a parameter twice", begun);
            }
        }
        if (!parameters.containsKey("state")) {
            throw unusable("has no state", begun);
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            // as it is: if it matters, it will not be what the provider sent
            return text;
        }
    }

    private static MsalConfigurationException unusable(String why, PendingSignIn begun) {
        return new MsalConfigurationException(
                "invalid_answer",
                "What the browser brought back " + why + ". Give the whole address, which begins with "
                        + begun.redirectUri() + ", or the form that was posted there.");
    }
}
