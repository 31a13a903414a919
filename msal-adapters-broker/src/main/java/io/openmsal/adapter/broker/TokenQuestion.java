package io.openmsal.adapter.broker;

import io.openmsal.port.broker.BrokerRefusedException;
import io.openmsal.port.broker.BrokerRefusedException.Reason;
import io.openmsal.port.broker.BrokerRequest;
import io.openmsal.port.broker.TokenBinding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the broker is asked for tokens with: the same with a window and without. */
final class TokenQuestion {

    /** Where MSAL's other libraries say that applications on Linux are to be redirected to. */
    static final String REDIRECT_URI = "https://login.microsoftonline.com/common/oauth2/nativeclient";

    /** By the refresh token that the broker has of an account. */
    private static final int CACHED_REFRESH_TOKEN = 1;

    private static final int NO_WINDOW_OF_OURS = -1;

    private TokenQuestion() {}

    /** Asks which accounts there are. */
    static Map<String, Object> forAccounts(String clientId) {
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("clientId", clientId);
        question.put("redirectUri", REDIRECT_URI);
        return question;
    }

    /** Asks to forget an account. */
    static Map<String, Object> forSignOut(String clientId, JsonMembers account) {
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("clientId", clientId);
        question.put("account", account.all());
        return question;
    }

    /** Asks for tokens, of an account if one is known. */
    static Map<String, Object> forTokens(BrokerRequest request, @Nullable JsonMembers account)
            throws BrokerRefusedException {
        if (!request.binding().equals(TokenBinding.unbound())) {
            throw new BrokerRefusedException(
                    Reason.FAILED,
                    "The broker for Linux gives bearer tokens alone, and one of type "
                            + request.binding().tokenType() + " was asked for");
        }
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("additionalQueryParametersForAuthorization", request.parameters());
        parameters.put("authority", request.authority().toString());
        parameters.put("clientId", request.clientId());
        parameters.put("redirectUri", REDIRECT_URI);
        parameters.put("requestedScopes", new ArrayList<>(request.scopes()));
        parameters.put("uxContextHandle", NO_WINDOW_OF_OURS);
        Optional<String> username = request.loginHint();
        if (account != null) {
            parameters.put("account", account.all());
            parameters.put("authorizationType", CACHED_REFRESH_TOKEN);
            username = account.text("username");
        }
        username.ifPresent(name -> parameters.put("username", name));
        request.claims().ifPresent(claims -> parameters.put("decodedClaims", claims));
        request.prompt().ifPresent(prompt -> parameters.put("prompt", prompt));
        return Collections.singletonMap("authParameters", parameters);
    }
}
