package io.openmsal.domain.shape;

import java.util.Set;

/** Names that extra inputs cannot have, in lower case: what the protocols define, and what every request carries. */
final class ReservedNames {

    static final Set<String> PARAMETERS = Set.of(
            "assertion",
            "claims",
            "client_assertion",
            "client_assertion_type",
            "client_claims",
            "client_id",
            "client_info",
            "client_secret",
            "code",
            "code_challenge",
            "code_challenge_method",
            "code_verifier",
            "device_code",
            "domain_hint",
            "fmi_path",
            "grant_type",
            "key_id",
            "login_hint",
            "max_age",
            "nonce",
            "p",
            "password",
            "prompt",
            "redirect_uri",
            "refresh_token",
            "req_cnf",
            "requested_token_type",
            "requested_token_use",
            "response_mode",
            "response_type",
            "scope",
            "state",
            "subject_token",
            "subject_token_type",
            "token_type",
            "user_federated_identity_credential",
            "user_id",
            "username");

    static final Set<String> HEADERS = Set.of(
            "accept",
            "authorization",
            "client-request-id",
            "connection",
            "content-length",
            "content-type",
            "cookie",
            "expect",
            "host",
            "keep-alive",
            "proxy-authorization",
            "proxy-connection",
            "return-client-request-id",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "x-client-sku",
            "x-client-ver",
            "x-ms-lib-capability");

    private ReservedNames() {}
}
