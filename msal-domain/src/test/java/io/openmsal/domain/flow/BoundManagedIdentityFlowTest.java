package io.openmsal.domain.flow;

import static io.openmsal.domain.flow.CertifyingHost.Step.ISSUE;
import static io.openmsal.domain.flow.CertifyingHost.Step.METADATA;
import static io.openmsal.domain.flow.CertifyingHost.Step.TOKEN;
import static io.openmsal.domain.managedidentity.AzureHost.RESOURCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalThrottledException;
import io.openmsal.domain.failure.MsalTransportException;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.domain.managedidentity.AppServiceSource;
import io.openmsal.domain.managedidentity.AzureArcSource;
import io.openmsal.domain.managedidentity.AzureHost;
import io.openmsal.domain.managedidentity.BindingCertificate;
import io.openmsal.domain.managedidentity.BindingSupport;
import io.openmsal.domain.managedidentity.CertificateDemand;
import io.openmsal.domain.managedidentity.CloudShellSource;
import io.openmsal.domain.managedidentity.ImdsSource;
import io.openmsal.domain.managedidentity.MachineLearningSource;
import io.openmsal.domain.managedidentity.ManagedIdentityCapabilities;
import io.openmsal.domain.managedidentity.ManagedIdentityId;
import io.openmsal.domain.managedidentity.ManagedIdentitySource;
import io.openmsal.domain.managedidentity.ServiceFabricSource;
import io.openmsal.domain.managedidentity.SourceCall;
import io.openmsal.domain.managedidentity.SourceDetection;
import io.openmsal.domain.managedidentity.SourceRequest;
import io.openmsal.domain.managedidentity.SourceSelection;
import io.openmsal.domain.managedidentity.SourceSigns;
import io.openmsal.domain.managedidentity.SourceToken;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.MinimumLifetime;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.crypto.BindingKey;
import io.openmsal.port.crypto.BindingKeys;
import io.openmsal.port.crypto.BindingStrength;
import io.openmsal.port.crypto.CertificationRequest;
import io.openmsal.port.environment.Environment;
import io.openmsal.port.http.HandshakeEndedException;
import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.port.http.RequestNotSentException;
import io.openmsal.testing.crypto.FakeBindingKeys;
import io.openmsal.testing.crypto.FakeKeyAttestation;
import io.openmsal.testing.http.SentRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyException;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoundManagedIdentityFlowTest {

    // one key for all tests, since a key takes its time
    private static final FakeBindingKeys KEYS = new FakeBindingKeys(BindingStrength.SOFTWARE);
    private static final String INVALID_CLIENT =
            "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS1000612\"}";

    private final CertifyingHost world = new CertifyingHost(KEYS);
    private final AzureHost host = world.host;
    private final BoundManagedIdentityFlow flow = world.flow(KEYS);

    private AuthenticationResult acquire() {
        return world.acquire(flow);
    }

    private static List<Duration> seconds(long... values) {
        List<Duration> all = new ArrayList<>();
        for (long value : values) {
            all.add(Duration.ofSeconds(value));
        }
        return all;
    }

    @Nested
    class OnTheWholeRoad {

        @Test
        void thePlatformTellsWhoThisIs() {
            acquire();

            SentRequest request = world.only(METADATA);
            assertThat(request.method()).isEqualTo("GET");
            assertThat(request.uri())
                    .hasToString("http://169.254.169.254/metadata/identity/getplatformmetadata?cred-api-version=2.0");
            assertThat(request.header("Metadata")).contains("true");
            assertThat(request.header("x-ms-client-request-id")).contains("correlation-1");
        }

        @Test
        void theRequestForTheCertificateSaysWhoAndWhichMachine() {
            int before = KEYS.requested().size();

            acquire();

            assertThat(KEYS.requested().subList(before, KEYS.requested().size()))
                    .containsExactly(new CertificationRequest(
                            "client-1",
                            "tenant-1",
                            "1.3.6.1.4.1.311.90.2.10",
                            "{\"vmId\":\"vm-1\",\"vmssId\":\"vmss-1\"}"));
            SentRequest request = world.only(ISSUE);
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.uri())
                    .hasToString("http://169.254.169.254/metadata/identity/issuecredential?cred-api-version=2.0");
            assertThat(request.header("Metadata")).contains("true");
            assertThat(request.header("Content-Type")).contains("application/json");
            assertThat(request.body()).matches("\\{\"csr\":\"MII[A-Za-z0-9+/]+(=|\\\\u003d)*\"}");
        }

        @Test
        void theCertificateIsShownForTheTokenAndIsInTheResult() {
            AuthenticationResult result = acquire();

            SentRequest request = world.only(TOKEN);
            assertThat(request.uri()).hasToString("https://mtls.example/tenant-1/oauth2/v2.0/token");
            assertThat(request.formParameters())
                    .containsEntry("client_id", "client-1")
                    .containsEntry("grant_type", "client_credentials")
                    .containsEntry("scope", "https://vault.azure.net/.default")
                    .containsEntry("token_type", "mtls_pop")
                    .containsEntry("claims", "{\"access_token\":{\"xms_cc\":{\"values\":[\"cp1\"]}}}")
                    .doesNotContainKeys("client_assertion", "client_secret");
            assertThat(world.presented).hasSize(1);
            assertThat(result.bindingIdentity()).contains(world.presented.get(0));
            assertThat(result.authorizationHeader()).isEqualTo("mtls_pop bound-1");
            assertThat(result.tokenKind().keyId())
                    .isEqualTo(world.presented.get(0).thumbprint());
        }

        @Test
        void afterwardsTheCacheServesAndNothingIsSent() {
            AuthenticationResult first = acquire();
            int sent = host.http.requests().size();

            AuthenticationResult second = acquire();

            assertThat(second.source()).isEqualTo(TokenSource.CACHE);
            assertThat(second.accessToken()).isEqualTo(first.accessToken());
            assertThat(second.bindingIdentity()).isEqualTo(first.bindingIdentity());
            assertThat(host.http.requests()).hasSize(sent);
        }

        @ParameterizedTest
        @CsvSource({"client_id, CLIENT_ID", "object_id, OBJECT_ID", "mi_res_id, RESOURCE_ID"})
        void anAssignedIdentityIsNamedInBothRequests(String parameter, ManagedIdentityId.Kind kind) {
            ManagedIdentityId id = switch (kind) {
                case CLIENT_ID -> ManagedIdentityId.userAssignedClientId("id-1");
                case OBJECT_ID -> ManagedIdentityId.userAssignedObjectId("id-1");
                default -> ManagedIdentityId.userAssignedResourceId("id-1");
            };

            world.acquire(world.flow(id, KEYS, Optional.empty()));

            assertThat(world.only(METADATA).queryParameter(parameter)).contains("id-1");
            assertThat(world.only(ISSUE).queryParameter(parameter)).contains("id-1");
        }

        @Test
        void anotherResourceCostsATokenAndNoCertificate() {
            acquire();

            flow.acquire("https://storage.azure.com", BindingStrength.NONE, CachePolicy.DEFAULT, host::context);

            assertThat(world.requests(ISSUE)).hasSize(1);
            assertThat(world.requests(TOKEN)).hasSize(2);
        }

        @Test
        void aLongLivedTokenIsRenewedAtHalfOfItsLifeAndSurvivesAFailure() {
            acquire();
            host.clock.advance(Duration.ofHours(12));
            world.next(TOKEN, 503, "{}");

            assertThat(acquire().accessToken()).isEqualTo("bound-1");
            host.clock.advance(Duration.ofSeconds(61));
            assertThat(acquire().accessToken()).isEqualTo("bound-2");
            assertThat(world.requests(ISSUE)).hasSize(1);
        }

        @Test
        void aClaimsChallengeGoesToTheTokenEndpointAndNoTokenOfTheCacheAnswersIt() {
            acquire();
            CachePolicy challenged = new CachePolicy(
                    false, RequestShape.answering("{\"access_token\":{\"nbf\":{}}}"), MinimumLifetime.standard());

            AuthenticationResult result = flow.acquire(RESOURCE, BindingStrength.NONE, challenged, host::context);

            assertThat(result.accessToken()).isEqualTo("bound-2");
            assertThat(world.requests(TOKEN).get(1).formParameter("claims").orElseThrow())
                    .contains("\"nbf\"", "\"xms_cc\"");
        }
    }

    @Nested
    class WhenItCannotBeDone {

        @Test
        void aServiceOfVersionOneIsToldApartAtOnce() {
            world.next(METADATA, 404, "{}");

            assertThatThrownBy(BoundManagedIdentityFlowTest.this::acquire)
                    .isInstanceOfSatisfying(
                            MsalConfigurationException.class,
                            failure -> assertThat(failure.errorCode())
                                    .isEqualTo("mtls_pop_token_not_supported_in_imds_v1"))
                    .hasMessageContainingAll("version 1 only", "169.254.169.254");
            assertThat(host.http.requests()).hasSize(1);
            assertThat(host.sleeper.durations()).isEmpty();
        }

        static Stream<Arguments> otherHosts() {
            return Stream.of(
                            new AppServiceSource(),
                            new AzureArcSource(),
                            new ServiceFabricSource(),
                            new MachineLearningSource(),
                            new CloudShellSource())
                    .map(source -> Arguments.of(source.name(), source));
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("otherHosts")
        void aHostWithoutCertificatesIsRefusedByItsName(String name, ManagedIdentitySource source) {
            BoundManagedIdentityFlow elsewhere = world.flow(
                    ManagedIdentityId.systemAssigned(), KEYS, Optional.empty(), SourceSelection.named(source));

            assertThatThrownBy(() -> world.acquire(elsewhere))
                    .isInstanceOfSatisfying(
                            MsalConfigurationException.class,
                            failure ->
                                    assertThat(failure.errorCode()).isEqualTo("mtls_pop_not_supported_for_environment"))
                    .hasMessageContaining(name);
            assertThat(host.http.requests()).isEmpty();
        }

        @Test
        void aKeyThatWouldBeTooWeakIsRefusedBeforeAnythingIsSent() {
            assertThatThrownBy(
                            () -> flow.acquire(RESOURCE, BindingStrength.KEY_GUARD, CachePolicy.DEFAULT, host::context))
                    .isInstanceOfSatisfying(
                            MsalConfigurationException.class,
                            failure -> assertThat(failure.errorCode()).isEqualTo("min_strength_not_met"))
                    .hasMessageContainingAll("KeyGuard", "software");
            assertThat(host.http.requests()).isEmpty();
        }

        @Test
        void aKeyThatIsWeakerThanItsSourcePromisedIsRefusedToo() {
            BindingKeys boasting = new BindingKeys() {
                @Override
                public BindingStrength strength() {
                    return BindingStrength.KEY_GUARD;
                }

                @Override
                public BindingKey key() throws KeyException {
                    try {
                        return KEYS.key();
                    } catch (GeneralSecurityException impossible) {
                        throw new KeyException(impossible);
                    }
                }
            };

            assertThatThrownBy(() -> world.acquire(world.flow(boasting)))
                    .isInstanceOf(MsalConfigurationException.class)
                    .hasMessageContaining("promised KeyGuard");
            assertThat(world.requests(ISSUE)).isEmpty();
        }

        @Test
        void aSourceOfKeysThatFailsIsATypedErrorAndMayRecover() {
            FakeBindingKeys failing = new FakeBindingKeys(BindingStrength.SOFTWARE);
            world.certify(failing);
            failing.failNext(new KeyException("the module is gone"));
            BoundManagedIdentityFlow other = world.flow(failing);

            assertThatThrownBy(() -> world.acquire(other))
                    .isInstanceOf(MsalConfigurationException.class)
                    .hasMessageContaining("the module is gone");
            assertThat(world.acquire(other).accessToken()).isEqualTo("bound-1");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "{\"tenantId\":\"t\",\"cuId\":{\"vmId\":\"v\"}}",
                    "{\"clientId\":\"c\",\"cuId\":{\"vmId\":\"v\"}}",
                    "{\"clientId\":\"c\",\"tenantId\":\"t\"}",
                    "{\"clientId\":\"c\",\"tenantId\":\"t\",\"cuId\":{}}",
                    "{\"clientId\":\"c\",\"tenantId\":\"../t\",\"cuId\":{\"vmId\":\"v\"}}",
                    "{\"clientId\":\"c, O=Contoso\",\"tenantId\":\"t\",\"cuId\":{\"vmId\":\"v\"}}"
                })
        void metadataThatLacksSomethingIsATypedError(String json) {
            world.next(METADATA, 200, json);

            assertThatThrownBy(BoundManagedIdentityFlowTest.this::acquire)
                    .isInstanceOf(MsalServiceException.class)
                    .hasMessageContaining("without a usable");
            assertThat(world.requests(ISSUE)).isEmpty();
        }

        @Test
        void whoDoesNotCallItselfTheMetadataServiceIsNotAskedForACertificate() {
            byte[] body = CertifyingHost.METADATA.getBytes(StandardCharsets.UTF_8);
            world.next(METADATA, new HttpResponse(200, HttpHeaders.empty().with("Server", "nginx"), body));

            assertThatThrownBy(BoundManagedIdentityFlowTest.this::acquire)
                    .isInstanceOf(MsalUntrustedResponseException.class)
                    .hasMessageContaining("does not call itself IMDS");
            assertThat(world.requests(ISSUE)).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://mtls.example",
                    "mtls.example",
                    "https://user@mtls.example",
                    "https://mtls.example/?x=y",
                    "file:///etc/passwd",
                    ""
                })
        void anEndpointWithoutTlsIsNotShownTheCertificate(String endpoint) throws Exception {
            String certificate = world.certificate(KEYS.key().publicKey());
            world.next(ISSUE, 200, CertifyingHost.issued(certificate, endpoint));

            assertThatThrownBy(BoundManagedIdentityFlowTest.this::acquire)
                    .isInstanceOf(MsalServiceException.class)
                    .hasMessageContaining("mtls_authentication_endpoint");
            assertThat(world.presented).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"client_id", "tenant_id", "certificate", "identity_type"})
        void everyMemberOfTheAnswerIsNeeded(String member) throws Exception {
            String certificate = world.certificate(KEYS.key().publicKey());
            world.next(
                    ISSUE,
                    200,
                    CertifyingHost.issued(certificate, "https://mtls.example")
                            .replace("\"" + member + "\"", "\"other\""));

            assertThatThrownBy(BoundManagedIdentityFlowTest.this::acquire)
                    .isInstanceOf(MsalServiceException.class)
                    .hasMessageContaining("without a usable " + member);
        }

        @ParameterizedTest
        @ValueSource(strings = {"not base64!", "AAAA", "MIIB"})
        void whatIsNoCertificateIsATypedError(String certificate) {
            world.next(ISSUE, 200, CertifyingHost.issued(certificate, "https://mtls.example"));

            assertThatThrownBy(BoundManagedIdentityFlowTest.this::acquire)
                    .isInstanceOf(MsalServiceException.class)
                    .hasMessageContaining("without a usable certificate");
        }

        @Test
        void aCertificateOfAnotherKeyOrAnExpiredOneIsNotKept() throws Exception {
            FakeBindingKeys others = new FakeBindingKeys(BindingStrength.SOFTWARE);
            String foreign = world.certificate(others.key().publicKey());
            String expired =
                    world.issuing(Duration.ofSeconds(-1)).certificate(KEYS.key().publicKey());
            world.issuing(Duration.ofDays(7))
                    .next(ISSUE, 200, CertifyingHost.issued(foreign, "https://mtls.example"))
                    .next(ISSUE, 200, CertifyingHost.issued(expired, "https://mtls.example"));

            assertThatThrownBy(BoundManagedIdentityFlowTest.this::acquire)
                    .isInstanceOf(MsalUntrustedResponseException.class)
                    .hasMessageContaining("of another key");
            assertThatThrownBy(BoundManagedIdentityFlowTest.this::acquire)
                    .isInstanceOf(MsalUntrustedResponseException.class)
                    .hasMessageContaining("expired");
            assertThat(acquire().accessToken()).isEqualTo("bound-1");
        }

        @ParameterizedTest
        @ValueSource(strings = {"Bearer", "pop", ""})
        void aTokenThatIsNotBoundIsRefusedAndNotKept(String type) {
            world.next(TOKEN, 200, CertifyingHost.token("canary", type));

            assertThatThrownBy(BoundManagedIdentityFlowTest.this::acquire)
                    .isInstanceOf(MsalUntrustedResponseException.class)
                    .hasMessageContaining("mtls_pop")
                    .hasMessageNotContaining("canary");
            assertThat(acquire().accessToken()).isEqualTo("bound-1");
        }

        @Test
        void aRefusalNamesTheHost() {
            world.next(METADATA, 400, "{\"error\":\"invalid_request\",\"error_description\":\"Identity not found\"}");

            assertThatThrownBy(BoundManagedIdentityFlowTest.this::acquire)
                    .isInstanceOf(MsalServiceException.class)
                    .hasMessageContainingAll("Azure VM (IMDS)", "Identity not found");
        }
    }

    @Nested
    class WhenTheKeysAreOfAModuleThatThrowsWhatItLikes {

        private final Module module = new Module();
        private final BoundManagedIdentityFlow onModule = world.flow(module);

        @Test
        void thatIsATypedFailureOfTheCallAndMayPass() {
            ProviderException failure = new ProviderException("canary");
            module.whenAskedForAKey = failure;

            assertThatThrownBy(() -> world.acquire(onModule))
                    .isInstanceOfSatisfying(MsalConfigurationException.class, typed -> {
                        assertThat(typed.errorCode()).isEqualTo("binding_key_failed");
                        assertThat(typed.correlationId()).contains("correlation-1");
                    })
                    .hasMessageContaining("ProviderException")
                    .hasMessageNotContaining("canary")
                    .hasCause(failure);

            module.whenAskedForAKey = null;
            assertThat(world.acquire(onModule).accessToken()).isEqualTo("bound-1");
        }

        @Test
        void soItIsWhenTheKeyDoesNotSign() {
            module.whenAskedToSign = new ProviderException("canary");

            assertThatThrownBy(() -> world.acquire(onModule))
                    .isInstanceOfSatisfying(
                            MsalConfigurationException.class,
                            typed -> assertThat(typed.errorCode()).isEqualTo("binding_key_failed"))
                    .hasMessageContaining("ProviderException")
                    .hasMessageNotContaining("canary");
            assertThat(world.requests(ISSUE)).isEmpty();
        }

        @Test
        void soItIsWhenItCannotSayHowWellItKeepsThem() {
            module.whenAskedForItsStrength = new ProviderException("canary");

            assertThatThrownBy(() ->
                            onModule.acquire(RESOURCE, BindingStrength.SOFTWARE, CachePolicy.DEFAULT, host::context))
                    .isInstanceOfSatisfying(
                            MsalConfigurationException.class,
                            typed -> assertThat(typed.errorCode()).isEqualTo("binding_key_failed"))
                    .hasMessageContaining("ProviderException");
            assertThat(host.http.requests()).isEmpty();

            world.next(METADATA, 400, "{}");
            ManagedIdentityCapabilities found = onModule.capabilities(host.context());
            assertThat(found.reason()).contains("ProviderException");
            assertThat(found.source()).contains("Azure VM (IMDS)");
        }

        @Test
        void aCertificateThatCannotBeReplacedServesOn() {
            world.acquire(onModule);
            host.clock.advance(Duration.ofDays(6));
            module.whenAskedForAKey = new ProviderException("the module is gone");
            module.whenAskedForItsStrength = new ProviderException("the module is gone");

            assertThat(world.acquire(onModule).accessToken()).isEqualTo("bound-2");
            assertThat(world.requests(ISSUE)).hasSize(1);
        }

        @Test
        void theSourceOfCertificatesMayThrowToo() {
            BoundManagedIdentityFlow there = world.flow(
                    ManagedIdentityId.systemAssigned(),
                    KEYS,
                    Optional.empty(),
                    SourceSelection.named(new FailingHost()));

            assertThatThrownBy(() -> world.acquire(there))
                    .isInstanceOfSatisfying(
                            MsalConfigurationException.class,
                            typed -> assertThat(typed.errorCode()).isEqualTo("managed_identity_source_failed"))
                    .hasMessageContainingAll("Contoso Edge", "IllegalStateException")
                    .hasMessageNotContaining("canary");
            ManagedIdentityCapabilities found = there.capabilities(host.context());
            assertThat(found.mutualTlsProofOfPossession()).isFalse();
            assertThat(found.reason()).contains("IllegalStateException");
            assertThat(found.source()).as("it is there and failed").contains("Contoso Edge");
        }

        @Test
        void aHostWhoseSearchFailsIsNotTakenForNone() {
            BoundManagedIdentityFlow there = world.flow(
                    ManagedIdentityId.systemAssigned(),
                    KEYS,
                    Optional.empty(),
                    SourceSelection.detected(List.of(new FailingHost())));

            assertThatThrownBy(() -> there.capabilities(host.context()))
                    .isInstanceOf(MsalConfigurationException.class)
                    .hasFieldOrPropertyWithValue("errorCode", "managed_identity_source_failed");
        }

        /** A host of the application's own, none of whose code works. */
        private static final class FailingHost implements ManagedIdentitySource {

            @Override
            public String name() {
                return "Contoso Edge";
            }

            @Override
            public SourceSigns signsIn(Environment environment) {
                return new SourceSigns(List.of("CONTOSO_EDGE"), List.of());
            }

            @Override
            public Optional<String> absence(SourceCall call) {
                throw new IllegalStateException("canary");
            }

            @Override
            public SourceToken token(SourceRequest request, SourceCall call) {
                throw new IllegalStateException("canary");
            }

            @Override
            public BindingSupport bindingSupport(SourceCall call) {
                throw new IllegalStateException("canary");
            }

            @Override
            public BindingCertificate certificate(CertificateDemand demand, SourceCall call) {
                throw new IllegalStateException("canary");
            }
        }

        private static final class Module implements BindingKeys {

            private @Nullable RuntimeException whenAskedForItsStrength;
            private @Nullable RuntimeException whenAskedForAKey;
            private @Nullable RuntimeException whenAskedToSign;

            private static void fail(@Nullable RuntimeException failure) {
                if (failure != null) {
                    throw failure;
                }
            }

            @Override
            public BindingStrength strength() {
                fail(whenAskedForItsStrength);
                return KEYS.strength();
            }

            @Override
            public BindingKey key() throws GeneralSecurityException {
                fail(whenAskedForAKey);
                BindingKey key = KEYS.key();
                return new BindingKey() {
                    @Override
                    public BindingStrength strength() {
                        return key.strength();
                    }

                    @Override
                    public PublicKey publicKey() {
                        return key.publicKey();
                    }

                    @Override
                    public PrivateKey privateKey() {
                        return key.privateKey();
                    }

                    @Override
                    public byte[] certificationRequest(CertificationRequest request) throws GeneralSecurityException {
                        fail(whenAskedToSign);
                        return key.certificationRequest(request);
                    }
                };
            }
        }
    }

    @Nested
    class WhenTheServiceIsAway {

        @Test
        void itsUpdateIsWaitedOutForSeventySecondsAtEitherStep() {
            for (int i = 0; i < 7; i++) {
                world.next(METADATA, 410, "{}");
            }
            world.next(ISSUE, 410, "{}");

            flow.acquire(
                    RESOURCE,
                    BindingStrength.NONE,
                    CachePolicy.DEFAULT,
                    () -> new CallContext(
                            "c", Deadline.after(host.clock, Duration.ofSeconds(120)), new Cancellation()));

            assertThat(host.sleeper.durations()).isEqualTo(seconds(10, 10, 10, 10, 10, 10, 10, 10));
        }

        @ParameterizedTest
        @ValueSource(ints = {408, 429, 500, 503, 599})
        void whatPassesIsTriedAgainAfterOneTwoAndFourSeconds(int status) {
            for (int i = 0; i < 3; i++) {
                world.next(METADATA, status, "{}").next(ISSUE, status, "{}");
            }

            acquire();

            assertThat(host.sleeper.durations()).isEqualTo(seconds(1, 2, 4, 1, 2, 4));
        }

        /** A missing address of the first step is a service of version 1, which no patience changes. */
        @ParameterizedTest
        @EnumSource(
                value = CertifyingHost.Step.class,
                names = {"METADATA", "ISSUE"})
        void everyStatusIsTriedAgainAsTheTableOfItsStepSays(CertifyingHost.Step step) {
            Map<Integer, List<Duration>> expected = new LinkedHashMap<>();
            Map<Integer, List<Duration>> waited = new LinkedHashMap<>();
            for (int status = 300; status < 600; status++) {
                CertifyingHost anew = new CertifyingHost(KEYS);
                for (int i = 0; i < 8; i++) {
                    anew.next(step, status, "{}");
                }

                Throwable failure = catchThrowable(() -> anew.acquire(anew.flow(KEYS)));

                assertThat(failure).as("status %d", status).isInstanceOf(MsalException.class);
                boolean passes = status == 408 || status == 429 || status >= 500 || (status == 404 && step == ISSUE);
                expected.put(
                        status,
                        status == 410 ? seconds(10, 10, 10, 10, 10, 10, 10) : passes ? seconds(1, 2, 4) : seconds());
                waited.put(status, anew.host.sleeper.durations());
            }

            assertThat(waited).isEqualTo(expected);
        }

        @Test
        void afterAllTriesItIsLeftAloneForFiveSeconds() {
            for (int i = 0; i < 4; i++) {
                world.next(METADATA, 503, "{}");
            }
            assertThatThrownBy(BoundManagedIdentityFlowTest.this::acquire).isInstanceOf(MsalServiceException.class);

            assertThatThrownBy(BoundManagedIdentityFlowTest.this::acquire)
                    .isInstanceOf(MsalThrottledException.class)
                    .hasMessageContaining("was not sent");
            assertThat(world.requests(METADATA)).hasSize(4);

            host.clock.advance(Duration.ofSeconds(5));
            assertThat(acquire().accessToken()).startsWith("bound");
        }

        @Test
        void aMissingAddressPassesOnceVersionTwoHasAnswered() {
            world.next(ISSUE, 404, "{}");

            acquire();

            assertThat(host.sleeper.durations()).isEqualTo(seconds(1));
        }

        @Test
        void oneDeadlineHoldsForAllSteps() {
            for (int i = 0; i < 7; i++) {
                world.next(METADATA, 410, "{}").next(ISSUE, 410, "{}");
            }

            assertThatThrownBy(BoundManagedIdentityFlowTest.this::acquire).isInstanceOf(MsalServiceException.class);

            // 90 seconds: seven waits for the metadata, and the one after that still ends in time
            assertThat(host.sleeper.durations()).isEqualTo(seconds(10, 10, 10, 10, 10, 10, 10, 10));
        }
    }

    @Nested
    class TheCertificate {

        @Test
        void servesAsLongAsADayIsLeft() {
            acquire();
            host.clock.advance(Duration.ofDays(6).minusSeconds(1));

            AuthenticationResult renewed = acquire();

            assertThat(renewed.accessToken()).isEqualTo("bound-2");
            assertThat(world.requests(ISSUE)).hasSize(1);
        }

        @Test
        void isReplacedBeforeItsLastDayAndSoIsTheTokenThatIsBoundToIt() {
            AuthenticationResult first = acquire();
            host.clock.advance(Duration.ofDays(6));

            AuthenticationResult second = acquire();

            assertThat(world.requests(ISSUE)).hasSize(2);
            assertThat(second.source()).isEqualTo(TokenSource.IDENTITY_PROVIDER);
            assertThat(second.bindingIdentity()).isPresent().isNotEqualTo(first.bindingIdentity());
        }

        @Test
        void ofAShortLifeServesForHalfOfIt() {
            world.issuing(Duration.ofHours(8));
            acquire();
            host.clock.advance(Duration.ofHours(4).minusSeconds(1));
            acquire();
            assertThat(world.requests(ISSUE)).hasSize(1);

            host.clock.advance(Duration.ofSeconds(1));
            acquire();
            assertThat(world.requests(ISSUE)).hasSize(2);
        }

        @Test
        void servesOnWhileItCannotBeReplacedAndItIsTriedAgainAMinuteLater() {
            acquire();
            host.clock.advance(Duration.ofDays(6));
            for (int i = 0; i < 4; i++) {
                world.next(METADATA, 503, "{}");
            }

            assertThat(acquire().accessToken()).isEqualTo("bound-2");
            assertThat(acquire().source()).isEqualTo(TokenSource.CACHE);
            assertThat(world.requests(METADATA)).hasSize(5);

            host.clock.advance(Duration.ofSeconds(61));
            acquire();
            assertThat(world.requests(ISSUE)).hasSize(2);
        }

        @Test
        void thatHasExpiredServesNobody() {
            acquire();
            host.clock.advance(Duration.ofDays(7));
            for (int i = 0; i < 4; i++) {
                world.next(METADATA, 503, "{}");
            }

            assertThatThrownBy(BoundManagedIdentityFlowTest.this::acquire).isInstanceOf(MsalServiceException.class);
        }

        @Test
        void isIssuedOnceHoweverManyAsk() throws Exception {
            CountDownLatch released = new CountDownLatch(1);
            host.http.pauseUntil(released);
            int callers = 100;
            CountDownLatch started = new CountDownLatch(callers);
            ExecutorService pool = Executors.newFixedThreadPool(callers);
            try {
                List<BoundManagedIdentityFlow> applications = List.of(flow, world.flow(KEYS), world.flow(KEYS));
                List<Future<AuthenticationResult>> results = new ArrayList<>();
                for (int i = 0; i < callers; i++) {
                    BoundManagedIdentityFlow application = applications.get(i % applications.size());
                    results.add(pool.submit(() -> {
                        started.countDown();
                        return world.acquire(application);
                    }));
                }
                assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
                host.http.awaitRequests(1, Duration.ofSeconds(10));
                released.countDown();
                for (Future<AuthenticationResult> result : results) {
                    assertThat(result.get(30, TimeUnit.SECONDS).accessToken()).isEqualTo("bound-1");
                }
            } finally {
                pool.shutdownNow();
            }
            assertThat(world.requests(METADATA)).hasSize(1);
            assertThat(world.requests(ISSUE)).hasSize(1);
            assertThat(world.requests(TOKEN)).hasSize(1);
        }
    }

    @Nested
    class WhenTheTokenEndpointDoesNotTakeTheCertificate {

        @ParameterizedTest
        @ValueSource(ints = {400, 401})
        void anotherOneIsIssuedAndTakenInstead(int status) {
            world.next(TOKEN, status, INVALID_CLIENT);

            AuthenticationResult result = acquire();

            assertThat(result.accessToken()).isEqualTo("bound-1");
            assertThat(world.requests(ISSUE)).hasSize(2);
            assertThat(world.presented).hasSize(2).doesNotHaveDuplicates();
            assertThat(result.bindingIdentity()).contains(world.presented.get(1));
        }

        @Test
        void thatHappensExactlyOnce() {
            world.next(TOKEN, 401, INVALID_CLIENT).next(TOKEN, 401, INVALID_CLIENT);

            assertThatThrownBy(BoundManagedIdentityFlowTest.this::acquire)
                    .isInstanceOfSatisfying(
                            MsalServiceException.class,
                            failure -> assertThat(failure.errorCode()).isEqualTo("invalid_client"));
            assertThat(world.requests(ISSUE)).hasSize(2);
            assertThat(world.requests(TOKEN)).hasSize(2);

            assertThat(acquire().accessToken()).isEqualTo("bound-1");
            assertThat(world.requests(ISSUE))
                    .as("neither of the refused ones is kept")
                    .hasSize(3);
        }

        static Stream<IOException> brokenHandshakes() {
            HandshakeEndedException ended =
                    new HandshakeEndedException("bad_certificate", new IOException("Received fatal alert"));
            return Stream.of(ended, new RequestNotSentException("not sent", ended));
        }

        @ParameterizedTest
        @MethodSource("brokenHandshakes")
        void anEndedHandshakeIsARefusalToo(IOException broken) {
            world.handshakes.add(broken);

            assertThat(acquire().accessToken()).isEqualTo("bound-1");
            assertThat(world.requests(ISSUE)).hasSize(2);
        }

        static Stream<IOException> otherMishaps() {
            return Stream.of(
                    new RequestNotSentException("not sent", new ConnectException("Connection refused")),
                    new IOException("broke off"));
        }

        @ParameterizedTest
        @MethodSource("otherMishaps")
        void whatHasNothingToDoWithTheCertificateLeavesItAsItIs(IOException mishap) {
            world.handshakes.add(mishap);

            assertThatThrownBy(BoundManagedIdentityFlowTest.this::acquire).isInstanceOf(MsalTransportException.class);
            assertThat(acquire().accessToken()).isEqualTo("bound-1");
            assertThat(world.requests(ISSUE)).hasSize(1);
        }

        @Test
        void anotherRefusalLeavesItAsItIs() {
            world.next(TOKEN, 400, "{\"error\":\"invalid_scope\"}");

            assertThatThrownBy(BoundManagedIdentityFlowTest.this::acquire).isInstanceOf(MsalServiceException.class);
            assertThat(world.requests(ISSUE)).hasSize(1);
        }

        @Test
        void aGoodTokenServesOnceMoreAndTheNextCallGetsANewCertificate() {
            AuthenticationResult first = acquire();
            host.clock.advance(Duration.ofHours(12));
            world.next(TOKEN, 401, INVALID_CLIENT);

            assertThat(acquire().accessToken()).isEqualTo(first.accessToken());
            assertThat(acquire().bindingIdentity()).isPresent().isNotEqualTo(first.bindingIdentity());
        }
    }

    @Nested
    class TokensAreKeptApart {

        private final ManagedIdentityFlow bearer = new ManagedIdentityFlow(
                ManagedIdentityId.systemAssigned(),
                List.of("cp1"),
                SourceSelection.named(new ImdsSource()),
                host.exchange,
                world.cache,
                host.clock);

        @Test
        void aBearerRequestIsNotServedABoundTokenNorTheOtherWayRound() {
            host.http
                    .when(request -> request.uri().getPath().equals("/metadata/identity/oauth2/token"))
                    .reply(200, AzureHost.token("bearer-1"));
            AuthenticationResult bound = acquire();

            AuthenticationResult alone = bearer.acquire(RESOURCE, CachePolicy.DEFAULT, host::context);

            assertThat(alone.accessToken()).isEqualTo("bearer-1");
            assertThat(alone.bindingIdentity()).isEmpty();
            assertThat(acquire().accessToken()).isEqualTo(bound.accessToken());
            assertThat(bearer.acquire(RESOURCE, CachePolicy.DEFAULT, host::context)
                            .authorizationHeader())
                    .isEqualTo("Bearer bearer-1");
        }

        @Test
        void anotherKeyGetsAnotherToken() {
            FakeBindingKeys others = new FakeBindingKeys(BindingStrength.SOFTWARE);
            AuthenticationResult mine = acquire();
            world.certify(others);

            AuthenticationResult theirs = world.acquire(world.flow(others));

            assertThat(theirs.source()).isEqualTo(TokenSource.IDENTITY_PROVIDER);
            assertThat(theirs.accessToken()).isNotEqualTo(mine.accessToken());
            assertThat(acquire().accessToken()).isEqualTo(mine.accessToken());
        }

        @Test
        void applicationsOfOneCacheAndSourceOfKeysShareCertificateAndToken() {
            acquire();

            assertThat(world.acquire(world.flow(KEYS)).source()).isEqualTo(TokenSource.CACHE);
        }
    }

    @Nested
    class WithAttestation {

        private final FakeKeyAttestation attestation = new FakeKeyAttestation(host.clock, Duration.ofHours(8));
        private final BoundManagedIdentityFlow attested =
                world.flow(ManagedIdentityId.systemAssigned(), KEYS, Optional.of(attestation));

        @Test
        void whatTheServiceSaysOfTheKeyGoesIntoTheRequest() throws Exception {
            world.acquire(attested);

            assertThat(world.only(ISSUE).body()).endsWith(",\"attestation_token\":\"attestation-1\"}");
            assertThat(attestation.requests()).singleElement().satisfies(request -> {
                assertThat(request.endpoint()).hasToString("https://attest.example");
                assertThat(request.clientId()).isEqualTo("client-1");
                assertThat(request.key()).isEqualTo(KEYS.key());
            });
        }

        @Test
        void itIsAskedAgainOnlyShortlyBeforeItsWordExpires() {
            world.next(TOKEN, 401, INVALID_CLIENT);
            world.acquire(attested);
            assertThat(world.requests(ISSUE)).hasSize(2);
            assertThat(attestation.requests()).as("for the same key").hasSize(1);

            host.clock.advance(Duration.ofHours(8).minusMinutes(5));
            world.next(TOKEN, 401, INVALID_CLIENT);
            attested.acquire("https://other.example", BindingStrength.NONE, CachePolicy.DEFAULT, host::context);
            assertThat(attestation.requests()).hasSize(2);
        }

        @Test
        void withoutItsWordNoCertificateIsAskedFor() {
            KeyException failure = new KeyException("canary");
            attestation.failNext(failure);

            assertThatThrownBy(() -> world.acquire(attested))
                    .isInstanceOfSatisfying(
                            MsalConfigurationException.class,
                            typed -> assertThat(typed.errorCode()).isEqualTo("attestation_failed"))
                    .hasCause(failure)
                    .hasMessageContaining("attest.example");
            assertThat(world.requests(ISSUE)).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"http://attest.example", "", "attest"})
        void anEndpointWithoutTlsIsNotAsked(String endpoint) {
            world.next(METADATA, 200, CertifyingHost.METADATA.replace("https://attest.example/", endpoint));

            assertThatThrownBy(() -> world.acquire(attested))
                    .isInstanceOf(MsalServiceException.class)
                    .hasMessageContaining("attestationEndpoint");
            assertThat(attestation.requests()).isEmpty();
        }

        @Test
        void aCertificateWithoutItDoesNotServeWhoWantsOne() {
            acquire();

            world.acquire(attested);

            assertThat(world.requests(ISSUE)).hasSize(2);
        }

        @Test
        void aRefusalDoesNotRepeatItsWord() {
            world.next(ISSUE, 400, "{\"error\":\"invalid_request\",\"error_description\":\"attestation-1 is stale\"}");

            assertThatThrownBy(() -> world.acquire(attested))
                    .isInstanceOf(MsalException.class)
                    .hasMessageNotContaining("attestation-1");
        }
    }

    @Nested
    class Capabilities {

        private ManagedIdentityCapabilities of(BoundManagedIdentityFlow asked) {
            return asked.capabilities(host.context());
        }

        @Test
        void versionTwoIsKnownByAProbeWithoutTheMetadataHeader() {
            world.next(METADATA, 400, "{}");

            ManagedIdentityCapabilities found = of(flow);

            assertThat(found)
                    .isEqualTo(new ManagedIdentityCapabilities(
                            Optional.of("Azure VM (IMDS)"), BindingStrength.SOFTWARE, true, ""))
                    .hasToString("Azure VM (IMDS): tokens bound to a certificate can be had; binding strength at most:"
                            + " software.");
            assertThat(host.http.onlyRequest().header("Metadata")).isEmpty();
            assertThat(host.http.onlyRequest().queryParameter("cred-api-version"))
                    .contains("2.0");
        }

        @Test
        void aStrongerSourceOfKeysIsReported() {
            world.next(METADATA, 400, "{}");

            assertThat(of(world.flow(new FakeBindingKeys(BindingStrength.KEY_GUARD)))
                            .maxBindingStrength())
                    .isEqualTo(BindingStrength.KEY_GUARD);
        }

        @ParameterizedTest
        @CsvSource({
            "Windows, TrustedLaunch, SOFTWARE",
            "Windows, ConfidentialVM, SOFTWARE",
            "Windows, Standard, NONE",
            "Linux, TrustedLaunch, NONE"
        })
        void withVersionOneTheMachineTellsWhatItCouldDo(String system, String security, BindingStrength expected) {
            world.next(METADATA, 404, "{}");
            host.http
                    .when(request -> request.uri().getPath().equals("/metadata/instance/compute"))
                    .reply(
                            200,
                            "{\"osType\":\"" + system + "\",\"securityProfile\":{\"securityType\":\"" + security
                                    + "\"}}");

            ManagedIdentityCapabilities found = of(flow);

            assertThat(found.maxBindingStrength()).isEqualTo(expected);
            assertThat(found.mutualTlsProofOfPossession()).isFalse();
            assertThat(found.reason()).contains("404", "version 2 of the metadata service answers with 400");
            assertThat(host.http.lastRequest().queryParameter("api-version")).contains("2021-02-01");
            assertThat(host.http.lastRequest().header("Metadata")).contains("true");
            assertThat(host.sleeper.durations()).isEmpty();
        }

        @Test
        void otherHostsAreNotAskedAnything() {
            BoundManagedIdentityFlow elsewhere = world.flow(
                    ManagedIdentityId.systemAssigned(),
                    KEYS,
                    Optional.empty(),
                    SourceSelection.named(new AppServiceSource()));

            ManagedIdentityCapabilities found = of(elsewhere);

            assertThat(found.source()).contains("App Service");
            assertThat(found.maxBindingStrength()).isEqualTo(BindingStrength.NONE);
            assertThat(found.reason()).contains("App Service gives bearer tokens alone");
            assertThat(host.http.requests()).isEmpty();
        }

        @Test
        void whereThereIsNoHostThatIsSaidAndNothingIsThrown() {
            host.http.fail(new ConnectException("no route"));
            BoundManagedIdentityFlow nowhere = world.flow(
                    ManagedIdentityId.systemAssigned(),
                    KEYS,
                    Optional.empty(),
                    SourceSelection.detected(SourceDetection.standardSources()));

            ManagedIdentityCapabilities found = of(nowhere);

            assertThat(found.source()).isEmpty();
            assertThat(found.mutualTlsProofOfPossession()).isFalse();
            assertThat(found.reason())
                    .startsWith("There is no managed identity here: no answer from 169.254.169.254")
                    .doesNotContain("\n");
        }
    }
}
