package io.openmsal.credential;

import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalCredentialException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.token.AuthenticationResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Credentials that are tried one after the other until one applies here. Once one gave a token, it alone is asked from then on.
 * Safe for many threads.
 *
 * <p>A credential that applies and fails ends the search. Otherwise a server whose secret expired would go on as somebody else.
 */
public final class CredentialChain implements TokenCredential {

    private final List<TokenCredential> links;
    private volatile @Nullable TokenCredential proven;

    CredentialChain(List<TokenCredential> links) {
        this.links = List.copyOf(links);
        if (links.isEmpty()) {
            throw new MsalConfigurationException(
                    "empty_credential_chain", "The chain has no credential. Name at least one.");
        }
    }

    /**
     * Starts to build the usual chain: {@linkplain EnvironmentCredential environment variables},
     * {@linkplain WorkloadIdentityCredential workload identity}, {@linkplain ManagedIdentityCredential managed identity},
     * {@linkplain DeveloperCredential developer sign-in}.
     *
     * @return a builder; nothing is sent, read or started before a token is asked for
     */
    public static CredentialChainBuilder standard() {
        return new CredentialChainBuilder();
    }

    /**
     * A chain of one's own.
     *
     * @param credentials what to try, in this order; chains are welcome
     * @return the chain
     * @throws MsalConfigurationException when there is none
     */
    public static CredentialChain of(TokenCredential... credentials) {
        return new CredentialChain(List.of(credentials));
    }

    @Override
    public String name() {
        return links.stream().map(TokenCredential::name).collect(Collectors.joining(", then "));
    }

    /**
     * {@inheritDoc}
     *
     * @throws MsalCredentialException when there is no token: a line for each credential says what became of it
     * @throws MsalCancelledException when the caller ended it
     */
    @Override
    public AuthenticationResult token(TokenDemand demand) {
        TokenCredential known = proven;
        if (known != null) {
            return known.token(demand);
        }
        List<String> attempts = new ArrayList<>();
        for (TokenCredential link : links) {
            try {
                AuthenticationResult result = link.token(demand);
                proven = link;
                return result;
            } catch (MsalCancelledException ended) {
                throw ended;
            } catch (MsalException failure) {
                note(failure, link, attempts);
            }
        }
        throw MsalCredentialException.noneApplies(attempts);
    }

    /** Adds the line of a credential that does not apply, and ends the search at one that does. */
    private void note(MsalException failure, TokenCredential link, List<String> attempts) {
        if (failure instanceof MsalCredentialException nested) {
            attempts.addAll(nested.attempts());
            if (!nested.failure().isPresent()) {
                return;
            }
        } else {
            attempts.add(link.name() + ": failed. " + FirstLine.of(failure));
        }
        links.subList(links.indexOf(link) + 1, links.size()).forEach(left -> attempts.add(left.name() + ": not tried"));
        MsalException reason = failure instanceof MsalCredentialException nested
                ? nested.failure().orElse(failure)
                : failure;
        throw MsalCredentialException.applyingButFailed(link.name(), reason, attempts);
    }

    @Override
    public String explain() {
        return links.stream().map(TokenCredential::explain).collect(Collectors.joining("\n"));
    }

    /** The names of the credentials. */
    @Override
    public String toString() {
        return name();
    }
}
