package io.openmsal.domain.federation;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.exchange.ServerReply;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.json.JsonObject;
import io.openmsal.port.http.HttpRequest;
import java.net.URI;
import java.util.Locale;

/** Asks Microsoft Entra who keeps the password of a user name (user realm discovery, version 1.0). */
final class UserRealmDiscovery {

    private static final String PURPOSE = "user realm discovery";
    private static final int NOT_FOUND = 404;

    /** What Microsoft Entra is called where an organization does not call it otherwise. */
    private static final String USUAL_AUDIENCE = "urn:federation:MicrosoftOnline";

    private final FederationExchange exchange;

    UserRealmDiscovery(FederationExchange exchange) {
        this.exchange = exchange;
    }

    /**
     * Asks.
     *
     * @param address where to ask, the user name in it
     * @param call the call
     * @return who keeps the password; the authority itself if it has no such discovery (404)
     * @throws MsalException when there is no answer, or one that says nothing, or the same was asked shortly before without success
     */
    UserRealm realmAt(URI address, CallContext call) {
        FederationRequest request = new FederationRequest(HttpRequest.get(address), new Form(), PURPOSE);
        ServerReply reply = exchange.send(request, call);
        if (reply.status() == NOT_FOUND) {
            return new ManagedUserRealm();
        }
        String type = reply.json()
                .filter(json -> reply.isSuccess())
                .flatMap(json -> json.string("account_type"))
                .orElseThrow(() -> unsaid(request, reply, call));
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "managed" -> new ManagedUserRealm();
            case "federated" -> federated(reply.host(), reply.json().orElseGet(JsonObject::empty));
            default -> new UnknownUserRealm(reply.host());
        };
    }

    private MsalException unsaid(FederationRequest request, ServerReply reply, CallContext call) {
        return exchange.refusal(
                request,
                reply,
                FederationFailure.error(reply, "user_realm_discovery_failed", "", call),
                "The " + PURPOSE + " at " + reply.host() + " did not say who keeps the password, so it was not sent: "
                        + reply + ".",
                new RefusedFederation(PURPOSE, false, "Try again later."));
    }

    private static UserRealm federated(String host, JsonObject json) {
        return new FederatedUserRealm(
                host,
                json.string("federation_metadata_url").flatMap(HttpsAddress::parse),
                json.string("federation_active_auth_url").flatMap(HttpsAddress::parse),
                json.string("cloud_audience_urn").filter(urn -> !urn.isEmpty()).orElse(USUAL_AUDIENCE));
    }
}
