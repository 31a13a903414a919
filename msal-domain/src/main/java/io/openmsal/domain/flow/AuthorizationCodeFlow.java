package io.openmsal.domain.flow;

import io.openmsal.domain.account.AccountSource;
import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.authority.Cloud;
import io.openmsal.domain.authority.Endpoints;
import io.openmsal.domain.authority.FormPostSupport;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.domain.oauth.AnchorMailbox;
import io.openmsal.domain.oauth.Api;
import io.openmsal.domain.oauth.AuthorizationCodeGrant;
import io.openmsal.domain.oauth.AuthorizationResponse;
import io.openmsal.domain.oauth.ClaimsParameter;
import io.openmsal.domain.oauth.Pkce;
import io.openmsal.domain.oauth.Prompt;
import io.openmsal.domain.oauth.RandomValues;
import io.openmsal.domain.oauth.ResponseMode;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.Secret;
import io.openmsal.port.browser.RedirectParameters;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Signs a person in through a browser, in two steps (RFC 6749 §4.1 with RFC 7636): {@link #begin} before the browser leaves,
 * {@link #complete} when it comes back. State, nonce and code verifier are kept between the two in a {@link PendingSignIn}.
 * Safe for many threads.
 */
public final class AuthorizationCodeFlow {

    private final String clientId;
    private final ClaimsParameter claimsParameter;
    private final TokenRedemption redemption;
    private final RandomValues random;
    private final Api api;

    /**
     * Makes the flow of one application.
     *
     * @param clientId the application
     * @param claimsParameter what is sent for a claims challenge, or without one
     * @param redemption what fetches tokens
     * @param random what makes state, nonce and verifier
     */
    public AuthorizationCodeFlow(
            String clientId, ClaimsParameter claimsParameter, TokenRedemption redemption, RandomValues random) {
        this(clientId, claimsParameter, redemption, random, Api.AUTHORIZATION_CODE);
    }

    private AuthorizationCodeFlow(
            String clientId,
            ClaimsParameter claimsParameter,
            TokenRedemption redemption,
            RandomValues random,
            Api api) {
        this.clientId = clientId;
        this.claimsParameter = claimsParameter;
        this.redemption = redemption;
        this.random = random;
        this.api = api;
    }

    /** The same flow, in the hands of the library instead of the application. */
    AuthorizationCodeFlow interactively() {
        return new AuthorizationCodeFlow(clientId, claimsParameter, redemption, random, Api.INTERACTIVE);
    }

    /**
     * Prepares a sign-in. Sends nothing, unless the authority's addresses have to be fetched.
     *
     * @param authority where the person signs in
     * @param parameters what is asked for
     * @param redirectUri where the browser comes back to, registered for the application
     * @param responseMode how the answer comes back
     * @param call the call, in case something has to be fetched
     * @return what to send the browser to and what to keep
     * @throws MsalException when the authority's addresses cannot be had, or it lists its response
     *     modes without the form post that is asked for
     */
    public PendingSignIn begin(
            Authority authority,
            AuthorizationParameters parameters,
            URI redirectUri,
            ResponseMode responseMode,
            CallContext call) {
        return begin(authority, parameters, redirectUri, responseMode, random.unguessable(), call);
    }

    PendingSignIn begin(
            Authority authority,
            AuthorizationParameters parameters,
            URI redirectUri,
            ResponseMode responseMode,
            Secret state,
            CallContext call) {
        Secret nonce = random.unguessable();
        Secret codeVerifier = random.unguessable();
        SignInMarks marks = new SignInMarks(
                Optional.of(state.reveal()),
                Optional.of(Pkce.hashOfNonce(nonce)),
                Optional.of(Pkce.challengeOf(codeVerifier)));
        return new PendingSignIn(
                address(authority, parameters, redirectUri, responseMode, marks, call),
                redirectUri,
                authority.tenant(),
                parameters.scopes(),
                state,
                nonce,
                codeVerifier,
                parameters.shape().challenge(),
                parameters.maxAge());
    }

    /**
     * Only the address of a sign-in, for an application that keeps what belongs to it by itself. Sends nothing, unless the authority's
     * addresses have to be fetched.
     *
     * @param authority where the person signs in
     * @param parameters what is asked for
     * @param redirectUri where the browser comes back to, registered for the application
     * @param responseMode how the answer comes back
     * @param marks what ties the answer to this request
     * @param call the call, in case something has to be fetched
     * @return what to send the browser to
     * @throws MsalException when the authority's addresses cannot be had, or it lists its response
     *     modes without the form post that is asked for
     */
    public URI address(
            Authority authority,
            AuthorizationParameters parameters,
            URI redirectUri,
            ResponseMode responseMode,
            SignInMarks marks,
            CallContext call) {
        if (!redirectUri.isAbsolute() || redirectUri.getRawFragment() != null) {
            throw new MsalConfigurationException(
                    "invalid_redirect_uri",
                    "The redirect URI must be absolute and without a fragment: it is where " + authority.host()
                            + " sends the browser back to. Use one that is registered for the application.");
        }
        Scopes wanted =
                redemption.personal(authority.forSignIn(parameters.scopes()).plus(parameters.extraScopesToConsent()));
        Form query = new Form()
                .put("client_id", clientId)
                .put("response_type", "code")
                .put("redirect_uri", redirectUri.toString())
                .put("scope", wanted.toString())
                .put("state", marks.state())
                .put("code_challenge", marks.codeChallenge())
                .put("code_challenge_method", marks.codeChallenge().map(challenge -> Pkce.METHOD))
                .put("nonce", marks.nonce())
                .put("client_info", "1")
                .put("login_hint", parameters.loginHint())
                .put("prompt", parameters.prompt().map(Prompt::wireName))
                .put("domain_hint", parameters.domainHint())
                .put("claims", claimsParameter.of(parameters.shape()))
                .put("max_age", parameters.maxAge().map(Duration::getSeconds).map(String::valueOf))
                .put("response_mode", responseMode.wireName())
                .put(
                        AnchorMailbox.NAME,
                        parameters.loginHint().filter(hint -> !hint.isEmpty()).map(AnchorMailbox::ofLoginHint));
        authority.describeSignIn(query);
        parameters.shape().extras().addToQuery(query);
        Endpoints endpoints = redemption.endpointsOf(authority, call);
        if (responseMode == ResponseMode.FORM_POST && endpoints.formPost() == FormPostSupport.NOT_OFFERED) {
            throw new MsalConfigurationException(
                    "form_post_not_supported",
                    "The provider " + authority
                            + " does not offer the response mode form_post. If its answer may stand in the"
                            + " browser's history, ask for it with responseMode(ResponseMode.QUERY).");
        }
        String base = endpoints.authorization().toString();
        return URI.create(base + (base.indexOf('?') < 0 ? "?" : "&") + query.encode());
    }

    /**
     * Finishes a sign-in with what the browser brought back.
     *
     * @param authority the authority it was begun with
     * @param pending what {@link #begin} gave
     * @param parameters the parameters of the request to the redirect URI
     * @param shape what is asked for beyond the scopes; a claims challenge in it takes the place of the one the sign-in was begun with
     * @param call the call
     * @return the token
     * @throws MsalUntrustedResponseException when the answer does not belong to this sign-in
     * @throws MsalException when the person declined, or there is no token for another reason
     */
    public AuthenticationResult complete(
            Authority authority,
            PendingSignIn pending,
            RedirectParameters parameters,
            RequestShape shape,
            CallContext call) {
        if (!authority.tenant().equals(pending.tenant())) {
            throw new MsalConfigurationException(
                    "authority_mismatch",
                    "The sign-in was begun with the tenant " + pending.tenant()
                            + ", so finish it with that one, not with " + authority.tenant() + ".");
        }
        Endpoints endpoints = redemption.endpointsOf(authority, call);
        if (!isBegunAt(endpoints.authorization(), pending.authorizationUri())) {
            throw new MsalConfigurationException(
                    "authority_mismatch",
                    "The sign-in was begun at " + pending.authorizationUri().getHost()
                            + ", and its code must not be shown to " + authority
                            + ". Finish it with the application it was begun with.");
        }
        Secret code = new AuthorizationResponse(parameters).codeFor(pending.state(), authority, endpoints, call);
        // only now that the state was recognised, since the code goes where the answer says
        Authority redeemer = parameters
                .value("cloud_instance_host_name")
                .map(host -> authority.answeredBy(host, call))
                .orElse(authority);
        Optional<String> homeAccountId = parameters.value("client_info").flatMap(redemption::accountNamedIn);
        return redemption.signIn(
                redeemer,
                new AuthorizationCodeGrant(code, pending.codeVerifier(), pending.redirectUri(), homeAccountId, api),
                pending.scopes(),
                shape.challenge().isPresent() ? shape : shape.answering(pending.claims()),
                pending.expectation(),
                SignInOrigin.of(AccountSource.AUTHORIZATION_CODE),
                call);
    }

    /** One host may stand for another of the same cloud. */
    private static boolean isBegunAt(URI page, URI begun) {
        boolean samePort = page.getScheme().equals(begun.getScheme()) && page.getPort() == begun.getPort();
        Optional<Cloud> cloud = Cloud.ofHost(page.getHost());
        return samePort
                && (page.getHost().equalsIgnoreCase(begun.getHost())
                        || (cloud.isPresent() && cloud.equals(Cloud.ofHost(begun.getHost()))));
    }
}
