package io.openmsal.domain.authority;

import io.openmsal.domain.exchange.Form;
import io.openmsal.port.Secret;
import java.util.List;
import java.util.Optional;

/**
 * How a provider is asked for a token on behalf of a person, by who holds one of theirs: what the token request says, and what the answer
 * has to say. Which one it is, is the {@link Authority}'s to know.
 */
public enum OnBehalfOfProtocol {
    /** Microsoft's on-behalf-of, on top of RFC 7523 §2.1: Microsoft Entra with all its kinds, and AD FS. */
    ENTRA {
        @Override
        public void addTo(Form form, Secret assertion) {
            form.put(GRANT_TYPE, JWT_BEARER_GRANT)
                    .put("requested_token_use", "on_behalf_of")
                    .put("assertion", assertion);
        }
    },
    /**
     * The exchange of an access token of the provider's own for another (RFC 8693). The answer has to say that it is an access token:
     * what else might come, such as an ID token, is nothing to show to a web API.
     */
    TOKEN_EXCHANGE {
        @Override
        public void addTo(Form form, Secret assertion) {
            form.put(GRANT_TYPE, TOKEN_EXCHANGE_GRANT)
                    .put("subject_token", assertion)
                    .put("subject_token_type", ACCESS_TOKEN)
                    .put("requested_token_type", ACCESS_TOKEN);
        }

        @Override
        public boolean isAnsweredBy(Optional<String> issuedTokenType) {
            return issuedTokenType.filter(ACCESS_TOKEN::equals).isPresent();
        }
    },
    /** An assertion about the person that another issuer signed, one the provider trusts (RFC 7523 §2.1, and nothing more). */
    JWT_BEARER {
        @Override
        public void addTo(Form form, Secret assertion) {
            form.put(GRANT_TYPE, JWT_BEARER_GRANT).put("assertion", assertion);
        }
    };

    private static final String GRANT_TYPE = "grant_type";
    private static final String JWT_BEARER_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final String TOKEN_EXCHANGE_GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

    /**
     * Adds {@code grant_type} and what goes with it.
     *
     * @param form the token request's parameters
     * @param assertion what the web API holds of the person
     */
    public abstract void addTo(Form form, Secret assertion);

    /**
     * Whether an answer is what was asked for.
     *
     * @param issuedTokenType the answer's {@code issued_token_type} (RFC 8693 §2.2.1), if it has one
     * @return false when its token must not be used
     */
    public boolean isAnsweredBy(Optional<String> issuedTokenType) {
        return true;
    }

    /** What a provider takes by its own account; one that does not speak of exchanges is asked as Microsoft Entra is. */
    static OnBehalfOfProtocol among(List<String> grantTypes) {
        return grantTypes.contains(TOKEN_EXCHANGE_GRANT) ? TOKEN_EXCHANGE : ENTRA;
    }
}
