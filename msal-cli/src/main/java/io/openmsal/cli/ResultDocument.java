package io.openmsal.cli;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.account.IdTokenClaims;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Secret;
import io.openmsal.port.crypto.TlsIdentity;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A token under the keys of MSAL for Python's result dictionary, with {@code account} beside them. */
final class ResultDocument {

    private ResultDocument() {}

    static Map<String, Object> of(AuthenticationResult result, Instant now) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("access_token", result.accessToken());
        document.put("token_type", result.tokenType());
        document.put("expires_in", Duration.between(now, result.expiresAt()).toSeconds());
        document.put("scope", String.join(" ", result.scopes()));
        document.put("token_source", result.source().name().toLowerCase(Locale.ROOT));
        result.refreshAt().ifPresent(at -> document.put("refresh_on", at.getEpochSecond()));
        result.idToken().map(Secret::reveal).ifPresent(text -> document.put("id_token", text));
        result.refreshToken().map(Secret::reveal).ifPresent(text -> document.put("refresh_token", text));
        result.idTokenClaims().map(IdTokenClaims::asMap).ifPresent(claims -> document.put("id_token_claims", claims));
        result.spaCode().map(Secret::reveal).ifPresent(text -> document.put("spa_code", text));
        result.bindingIdentity().ifPresent(bound -> document.put("x5t#S256", bound.thumbprint()));
        result.account().ifPresent(account -> document.put("account", of(account)));
        result.bindingIdentity().ifPresent(bound -> document.put("binding_certificate", of(bound)));
        return document;
    }

    /** The certificate that has to be shown together with the token; nothing of its key. */
    private static Map<String, Object> of(TlsIdentity bound) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("x5c", bound.chain().stream().map(ResultDocument::base64).toList());
        document.put("thumbprint_sha256", bound.thumbprint());
        return document;
    }

    private static String base64(X509Certificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (CertificateEncodingException wasReadOnce) {
            throw new IllegalStateException(wasReadOnce);
        }
    }

    static Map<String, Object> of(Account account) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("home_account_id", account.homeAccountId());
        document.put("environment", account.environment());
        document.put("username", account.username());
        return document;
    }
}
