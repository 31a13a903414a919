package io.openmsal.domain.failure;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an identity provider said when it refused (RFC 6749 §5.2, with the fields that Microsoft Entra adds). Immutable and
 * serializable; holds no secret.
 */
public final class ServiceError implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String host;
    private final int status;
    private final String error;
    private final String description;
    private final ArrayList<Long> codes;
    private final @Nullable String suberror;
    private final @Nullable String claims;
    private final @Nullable String correlationId;
    private final @Nullable String traceId;
    private final @Nullable String errorUri;
    private final @Nullable HeldBack heldBack;

    /**
     * Takes down a refusal.
     *
     * @param host the server's host name
     * @param status the HTTP status, or 0 when it is not known, as of a refusal that came through the browser
     * @param error the {@code error} code
     * @param description the {@code error_description}, already free of secrets; may be empty
     * @param codes Entra's {@code error_codes}, the numbers behind {@code AADSTS}
     * @param suberror Entra's {@code suberror}, or null
     * @param claims the claims challenge to satisfy (JSON), or null
     * @param correlationId the id in the server's log, or null
     * @param traceId Entra's {@code trace_id}, or null
     */
    public ServiceError(
            String host,
            int status,
            String error,
            String description,
            List<Long> codes,
            @Nullable String suberror,
            @Nullable String claims,
            @Nullable String correlationId,
            @Nullable String traceId) {
        this(host, status, error, description, codes, suberror, claims, correlationId, traceId, null, null);
    }

    private ServiceError(
            String host,
            int status,
            String error,
            String description,
            List<Long> codes,
            @Nullable String suberror,
            @Nullable String claims,
            @Nullable String correlationId,
            @Nullable String traceId,
            @Nullable String errorUri,
            @Nullable HeldBack heldBack) {
        this.host = Objects.requireNonNull(host, "host");
        this.status = status;
        this.error = Objects.requireNonNull(error, "error");
        this.description = Objects.requireNonNull(description, "description");
        this.codes = new ArrayList<>(codes);
        this.suberror = suberror;
        this.claims = claims;
        this.correlationId = correlationId;
        this.traceId = traceId;
        this.errorUri = errorUri;
        this.heldBack = heldBack;
    }

    /**
     * The same refusal, given again to a request that was not sent.
     *
     * @param reason until when and by which rule
     * @return a copy
     */
    public ServiceError givenAgain(HeldBack reason) {
        return new ServiceError(
                host, status, error, description, codes, suberror, claims, correlationId, traceId, errorUri, reason);
    }

    /**
     * The same refusal with the address of a page about it.
     *
     * @param page {@code error_uri}, already free of secrets, or null
     * @return a copy
     */
    public ServiceError withErrorUri(@Nullable String page) {
        return new ServiceError(
                host, status, error, description, codes, suberror, claims, correlationId, traceId, page, heldBack);
    }

    /**
     * Whether this refusal was given before, to the same request, and nothing was sent this time.
     *
     * @return until when and by which rule; empty when the server has just answered
     */
    public Optional<HeldBack> heldBack() {
        return Optional.ofNullable(heldBack);
    }

    /**
     * Who refused.
     *
     * @return the server's host name
     */
    public String host() {
        return host;
    }

    /**
     * The HTTP status.
     *
     * @return the status, or 0 when it is not known, as of a refusal that came through the browser
     */
    public int status() {
        return status;
    }

    /**
     * The {@code error} code.
     *
     * @return a word such as {@code invalid_grant}
     */
    public String error() {
        return error;
    }

    /**
     * The {@code error_description}.
     *
     * @return text for people, possibly empty
     */
    public String description() {
        return description;
    }

    /**
     * The numbers behind {@code AADSTS}.
     *
     * @return unmodifiable, empty for providers other than Entra
     */
    public List<Long> codes() {
        return Collections.unmodifiableList(codes);
    }

    /**
     * Entra's finer classification.
     *
     * @return a word such as {@code consent_required}
     */
    public Optional<String> suberror() {
        return Optional.ofNullable(suberror);
    }

    /**
     * The claims challenge that the next interactive request has to pass on.
     *
     * @return JSON text
     */
    public Optional<String> claims() {
        return Optional.ofNullable(claims);
    }

    /**
     * The id in the server's log.
     *
     * @return the server's, or the one that was sent
     */
    public Optional<String> correlationId() {
        return Optional.ofNullable(correlationId);
    }

    /**
     * Entra's id of the single request.
     *
     * @return the trace id
     */
    public Optional<String> traceId() {
        return Optional.ofNullable(traceId);
    }

    /**
     * A page about the error for developers (RFC 6749 §5.2). The server chose it: show it, and do not open it unasked.
     *
     * @return what the server said, which may be no address at all
     */
    public Optional<String> errorUri() {
        return Optional.ofNullable(errorUri);
    }

    /** One line: host, status, error, codes and the first line of the description. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(host);
        if (status > 0) {
            text.append(" answered ").append(status);
        }
        text.append(' ').append(error);
        if (suberror != null) {
            text.append(" (").append(suberror).append(')');
        }
        if (!description.isEmpty()) {
            int end = description.indexOf('\n');
            String line = end < 0 ? description : description.substring(0, end).trim();
            text.append(": ").append(line.length() > 300 ? line.substring(0, 300) + "…" : line);
        }
        return text.toString();
    }
}
