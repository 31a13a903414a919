package io.openmsal.domain.managedidentity;

import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.port.crypto.BindingStrength;
import io.openmsal.port.environment.Environment;
import java.util.Optional;

/**
 * A kind of Azure host that gives tokens to what runs on it. One class for each kind; implement it for a host of your own, or
 * to fake one in a test.
 *
 * <p>Safe for many threads. Keeps no tokens: that is done by whoever asks.
 */
public interface ManagedIdentitySource {

    /**
     * The host's name in messages.
     *
     * @return a name such as {@code App Service}
     */
    String name();

    /**
     * Looks for the signs of this host. A pure function of the environment: sends nothing, remembers nothing.
     *
     * @param environment the variables and files around the process
     * @return what was seen and what is missing
     */
    SourceSigns signsIn(Environment environment);

    /**
     * Makes sure that the host is there, where its signs alone do not tell. Asked only when the host was detected rather than
     * named by the application.
     *
     * @param call the call that is about to ask for a token
     * @return why it is not there, in words, or empty when it is
     * @throws MsalException when the call was cancelled or ran out of time
     */
    default Optional<String> absence(SourceCall call) {
        return Optional.empty();
    }

    /**
     * Asks the host for a token.
     *
     * @param request whose token, and what for
     * @param call the environment, and what sends on behalf of the caller
     * @return the token
     * @throws MsalException when there is none, saying why
     */
    SourceToken token(SourceRequest request, SourceCall call);

    /**
     * Finds out whether this host issues certificates that tokens can be bound to, without asking for one.
     *
     * @param call the call that wants to know
     * @return whether it does, and why not
     * @throws MsalException when the call was cancelled or ran out of time
     */
    default BindingSupport bindingSupport(SourceCall call) {
        return BindingSupport.missing(
                name() + " gives bearer tokens alone; certificates come from the metadata service of virtual machines",
                BindingStrength.NONE);
    }

    /**
     * Has the host certify a key, so that tokens can be bound to the certificate.
     *
     * @param demand whose certificate, and for which key
     * @param call the environment, and what sends on behalf of the caller
     * @return the certificate, and where it is exchanged for tokens
     * @throws MsalException when there is none, saying why
     */
    default BindingCertificate certificate(CertificateDemand demand, SourceCall call) {
        throw new MsalConfigurationException(
                "mtls_pop_not_supported_for_environment",
                "A token bound to a certificate was asked for, and "
                        + bindingSupport(call).reason()
                        + ". Nothing was sent. Leave withMutualTlsProofOfPossession() out.",
                call.correlationId(),
                null);
    }
}
