package io.openmsal.cli;

import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.flow.PendingSignIn;
import io.openmsal.port.Secret;
import io.openmsal.port.browser.RedirectParameters;
import java.util.Map;

/** What a browser brought back, as somebody copied it: a whole address, its query, or a posted form. */
final class BrowserAnswer {

    private BrowserAnswer() {}

    /** The parameters in it. The text may hold a code, so no message repeats it. */
    static Map<String, String> parameters(Secret text, PendingSignIn begun) {
        String all = text.reveal().trim();
        String encoded = all.substring(all.indexOf('?') + 1);
        int fragment = encoded.indexOf('#');
        RedirectParameters parameters = read(fragment < 0 ? encoded : encoded.substring(0, fragment), begun);
        if (!parameters.value("state").isPresent()) {
            throw unusable("It has no state.", begun);
        }
        return parameters.asMap();
    }

    private static RedirectParameters read(String encoded, PendingSignIn begun) {
        try {
            return RedirectParameters.parse(encoded);
        } catch (IllegalArgumentException malformed) {
            throw unusable(String.valueOf(malformed.getMessage()), begun);
        }
    }

    private static MsalConfigurationException unusable(String why, PendingSignIn begun) {
        return new MsalConfigurationException(
                "invalid_answer",
                "What the browser brought back cannot be used. " + why + " Give the whole address, which begins with "
                        + begun.redirectUri() + ", or the form that was posted there.");
    }
}
