package io.openmsal.domain.federation;

import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.authority.OidcDiscovery;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.ServerExchange;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.oauth.Grant;
import io.openmsal.domain.oauth.PasswordGrant;
import io.openmsal.domain.oauth.RandomValues;
import io.openmsal.domain.oauth.Throttle;
import io.openmsal.port.Secret;
import io.openmsal.port.xml.XmlReader;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/**
 * Finds out who keeps a person's password, and turns user name and password into the grant that their authority takes: the
 * password itself, or an assertion from the person's organization, which then is the only one to see the password. Safe for many
 * threads.
 */
public final class Federation {

    private final OidcDiscovery discovery;
    private final UserRealmDiscovery realms;
    private final SecurityTokenService service;

    /**
     * Makes the federation of one application.
     *
     * @param discovery what makes sure of an authority's host
     * @param exchange what sends
     * @param throttle what keeps refused requests back
     * @param xml what reads the answers of federation servers
     * @param clock what tells the time
     * @param random what makes ids
     */
    public Federation(
            OidcDiscovery discovery,
            ServerExchange exchange,
            Throttle throttle,
            XmlReader xml,
            Clock clock,
            RandomValues random) {
        FederationExchange patient = new FederationExchange(exchange, throttle, clock);
        this.discovery = discovery;
        this.realms = new UserRealmDiscovery(patient);
        this.service = new SecurityTokenService(patient, xml, clock, random);
    }

    /**
     * The grant to redeem.
     *
     * @param authority who issues the tokens
     * @param username the user name
     * @param password the password
     * @param call the call
     * @return the grant
     * @throws MsalException when the authority's host is refused, or the person's organization cannot be found, refuses, or answers with anything but one assertion
     */
    public Grant grantFor(Authority authority, String username, Secret password, CallContext call) {
        Optional<URI> userRealm = authority.userRealmOf(username, discovery, call);
        if (!userRealm.isPresent()) {
            return new PasswordGrant(username, password);
        }
        return realms.realmAt(userRealm.get(), call).grantFor(username, password, service, call);
    }
}
