package io.openmsal.domain.managedidentity;

import static io.openmsal.domain.managedidentity.AzureHost.RESOURCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalThrottledException;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.port.event.EventSink;
import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.testing.environment.FakeEnvironment;
import io.openmsal.testing.http.SentRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each host is sent, and what is made of its answers. */
class SourcesTest {

    private static final ManagedIdentityId CLIENT = ManagedIdentityId.userAssignedClientId("client-7");
    private static final ManagedIdentityId OBJECT = ManagedIdentityId.userAssignedObjectId("object-7");
    private static final ManagedIdentityId RESOURCE_ID = ManagedIdentityId.userAssignedResourceId("/subscriptions/7");

    private static final Set<String> TOLD_TO_ALL = Set.of(
            "Accept",
            "client-request-id",
            "return-client-request-id",
            "x-client-SKU",
            "x-client-Ver",
            "x-client-OS",
            "x-ms-lib-capability");

    static Stream<Arguments> idsByHost() {
        return Stream.of(
                Arguments.of(AzureHost.virtualMachine(), new ImdsSource(), CLIENT, "client_id"),
                Arguments.of(AzureHost.virtualMachine(), new ImdsSource(), OBJECT, "object_id"),
                Arguments.of(AzureHost.virtualMachine(), new ImdsSource(), RESOURCE_ID, "msi_res_id"),
                Arguments.of(AzureHost.podIdentity(), new ImdsSource(), CLIENT, "client_id"),
                Arguments.of(AzureHost.appService(), new AppServiceSource(), CLIENT, "client_id"),
                Arguments.of(AzureHost.appService(), new AppServiceSource(), OBJECT, "object_id"),
                Arguments.of(AzureHost.appService(), new AppServiceSource(), RESOURCE_ID, "mi_res_id"),
                Arguments.of(AzureHost.machineLearning(), new MachineLearningSource(), CLIENT, "clientid"),
                Arguments.of(AzureHost.arcOnLinux(), new AzureArcSource(), CLIENT, "client_id"),
                Arguments.of(AzureHost.arcOnLinux(), new AzureArcSource(), OBJECT, "object_id"),
                Arguments.of(AzureHost.arcOnLinux(), new AzureArcSource(), RESOURCE_ID, "msi_res_id"));
    }

    @ParameterizedTest(name = "{1}: {2} as {3}")
    @MethodSource("idsByHost")
    void everyHostSpellsIdsInItsOwnWay(
            FakeEnvironment environment, ManagedIdentitySource source, ManagedIdentityId id, String parameter) {
        AzureHost host = new AzureHost(environment);
        if (source instanceof AzureArcSource) {
            host.http.reply(AzureHost.challenge("Basic realm=" + AzureHost.ARC_KEY));
        }
        host.http.reply(
                200, "{\"access_token\":\"t\",\"expires_on\":1907758799,\"" + parameter + "\":\"" + id.value() + "\"}");

        host.ask(source, id);

        assertThat(host.http.requests()).allSatisfy(sent -> {
            assertThat(sent.queryParameters())
                    .containsOnlyKeys("api-version", "resource", parameter)
                    .containsEntry(parameter, id.value());
        });
    }

    static Stream<Arguments> headersByHost() {
        return Stream.of(
                Arguments.of(
                        AzureHost.virtualMachine(),
                        new ImdsSource(),
                        Map.of("Metadata", "true", "x-ms-client-request-id", "correlation-1")),
                Arguments.of(
                        AzureHost.appService(),
                        new AppServiceSource(),
                        Map.of("X-IDENTITY-HEADER", "canary-header", "Metadata", "true")),
                Arguments.of(
                        AzureHost.machineLearning(), new MachineLearningSource(), Map.of("secret", "canary-header")),
                Arguments.of(AzureHost.serviceFabric(), new ServiceFabricSource(), Map.of("Secret", "canary-header")),
                Arguments.of(
                        AzureHost.cloudShell(),
                        new CloudShellSource(),
                        Map.of("Metadata", "true", "Content-Type", "application/x-www-form-urlencoded")),
                Arguments.of(
                        AzureHost.arcOnLinux(),
                        new AzureArcSource(),
                        Map.of("Metadata", "true", "Authorization", "Basic canary-key")));
    }

    @ParameterizedTest(name = "{1}: {2}")
    @MethodSource("headersByHost")
    void everyHostGetsItsOwnHeadersAndWhatAllServersAreTold(
            FakeEnvironment environment, ManagedIdentitySource source, Map<String, String> own) {
        AzureHost host = new AzureHost(environment);
        if (source instanceof AzureArcSource) {
            host.http.reply(AzureHost.challenge("Basic realm=" + AzureHost.ARC_KEY));
        }
        host.http.reply(200, AzureHost.token("token-1"));

        host.ask(source);

        Map<String, List<String>> expected = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        own.forEach((name, value) -> expected.put(name, List.of(value)));
        Map<String, List<String>> sent = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sent.putAll(host.http.lastRequest().request().headers().asMap());
        assertThat(sent.keySet()).containsAll(TOLD_TO_ALL);
        sent.keySet().removeAll(TOLD_TO_ALL);
        assertThat(sent).isEqualTo(expected);
    }

    static Stream<Arguments> unsupportedIds() {
        return Stream.of(
                Arguments.of(AzureHost.serviceFabric(), new ServiceFabricSource(), CLIENT),
                Arguments.of(AzureHost.serviceFabric(), new ServiceFabricSource(), OBJECT),
                Arguments.of(AzureHost.serviceFabric(), new ServiceFabricSource(), RESOURCE_ID),
                Arguments.of(AzureHost.cloudShell(), new CloudShellSource(), CLIENT),
                Arguments.of(AzureHost.cloudShell(), new CloudShellSource(), OBJECT),
                Arguments.of(AzureHost.cloudShell(), new CloudShellSource(), RESOURCE_ID),
                Arguments.of(AzureHost.machineLearning(), new MachineLearningSource(), OBJECT),
                Arguments.of(AzureHost.machineLearning(), new MachineLearningSource(), RESOURCE_ID));
    }

    @ParameterizedTest(name = "{1}: {2}")
    @MethodSource("unsupportedIds")
    void idsThatAHostDoesNotTakeAreRefusedWithItsName(
            FakeEnvironment environment, ManagedIdentitySource source, ManagedIdentityId id) {
        AzureHost host = new AzureHost(environment);

        assertThatThrownBy(() -> host.ask(source, id))
                .isInstanceOfSatisfying(
                        MsalConfigurationException.class,
                        refused -> assertThat(refused.errorCode())
                                .isEqualTo("user_assigned_managed_identity_not_supported"))
                .hasMessageContaining(source.name())
                .hasMessageContaining(id.kind().toString());
        assertThat(host.http.requests()).isEmpty();
    }

    static Stream<Arguments> shapesOfRefusals() {
        return Stream.of(
                        Arguments.of(AzureHost.virtualMachine(), new ImdsSource()),
                        Arguments.of(AzureHost.appService(), new AppServiceSource()),
                        Arguments.of(AzureHost.machineLearning(), new MachineLearningSource()),
                        Arguments.of(AzureHost.serviceFabric(), new ServiceFabricSource()),
                        Arguments.of(AzureHost.cloudShell(), new CloudShellSource()),
                        Arguments.of(AzureHost.arcOnLinux(), new AzureArcSource()))
                .flatMap(host -> Stream.of(
                                "{\"error\":{\"code\":\"ItsWord\",\"message\":\"no identity for canary-header and canary-key\"}}",
                                "{\"statusCode\":400,\"message\":\"no identity for canary-header and canary-key\"}",
                                "{\"code\":\"ItsWord\",\"message\":\"no identity for canary-header and canary-key\"}",
                                "{\"error\":\"ItsWord\","
                                        + "\"error_description\":\"no identity for canary-header and canary-key\"}")
                        .map(json -> Arguments.of(host.get()[0], host.get()[1], json)));
    }

    @ParameterizedTest(name = "{1}: {2}")
    @MethodSource("shapesOfRefusals")
    void whatAHostSaysIsPassedOnInWhicheverShapeItSaysIt(
            FakeEnvironment environment, ManagedIdentitySource source, String json) {
        AzureHost host = new AzureHost(environment);
        if (source instanceof AzureArcSource) {
            host.http.reply(AzureHost.challenge("Basic realm=" + AzureHost.ARC_KEY));
        }
        host.http.reply(400, json);

        assertThatThrownBy(() -> host.ask(source)).isInstanceOfSatisfying(MsalServiceException.class, refused -> {
            assertThat(refused.serviceError().description()).contains("no identity for ");
            assertThat(refused.getMessage()).doesNotContain(secretOf(source));
            if (json.contains("ItsWord")) {
                assertThat(refused.serviceError().toString()).contains("ItsWord");
            }
        });
    }

    /** What the request carries; the metadata service and Cloud Shell are sent none. */
    private static String secretOf(ManagedIdentitySource source) {
        if (source instanceof ImdsSource || source instanceof CloudShellSource) {
            return "canary-of-nobody";
        }
        return source instanceof AzureArcSource ? "canary-key" : "canary-header";
    }

    @Nested
    class OnAVirtualMachine {

        private final AzureHost host = new AzureHost(AzureHost.virtualMachine());

        @Test
        void theMetadataServiceIsAsked() {
            host.http.reply(200, AzureHost.token("token-1"));

            SourceToken token = host.ask(new ImdsSource());

            assertThat(token.accessToken().reveal()).isEqualTo("token-1");
            assertThat(token.expiresIn()).isEqualTo(3599);
            assertThat(token.refreshIn()).isEmpty();
            SentRequest sent = host.http.onlyRequest();
            assertThat(sent.method()).isEqualTo("GET");
            assertThat(sent.uri().toString()).startsWith("http://169.254.169.254/metadata/identity/oauth2/token?");
            assertThat(sent.queryParameters()).isEqualTo(Map.of("api-version", "2018-02-01", "resource", RESOURCE));
            assertThat(sent.header("Metadata")).contains("true");
            assertThat(sent.header("x-ms-client-request-id")).contains("correlation-1");
        }

        @Test
        void aRefusalNamesTheHostAndWhatToCheck() {
            host.http.reply(400, "{\"error\":\"invalid_request\",\"error_description\":\"Identity not found\"}");

            assertThatThrownBy(() -> host.ask(new ImdsSource()))
                    .isInstanceOfSatisfying(MsalServiceException.class, refused -> {
                        assertThat(refused.errorCode()).isEqualTo("invalid_request");
                        assertThat(refused.serviceError().status()).isEqualTo(400);
                    })
                    .hasMessageContainingAll("Azure VM (IMDS)", "169.254.169.254", "Identity not found", "assigned");
        }

        @Test
        void anUpdateThatLastsIsNoMissingIdentity() {
            host.http.when(request -> true).reply(410, "{\"error\":\"gone\",\"error_description\":\"being updated\"}");

            assertThatThrownBy(() -> host.ask(new ImdsSource()))
                    .isInstanceOfSatisfying(
                            MsalServiceException.class,
                            refused -> assertThat(refused.errorCode()).isEqualTo("service_not_available"))
                    .hasMessageContainingAll("answered 410", "being updated", "Try again later")
                    .hasMessageNotContaining("assigned");
        }

        @Test
        void anAddressThatStaysMissingIsNoTroubleThatPasses() {
            host.http.when(request -> true).reply(404, "{\"error\":\"not_found\"}");

            assertThatThrownBy(() -> host.ask(new ImdsSource()))
                    .isInstanceOfSatisfying(
                            MsalServiceException.class,
                            refused -> assertThat(refused.errorCode()).isEqualTo("not_found"))
                    .hasMessageContaining("Check that the identity is assigned");
        }

        @Test
        void anEmptyBodyIsCalledByItsName() {
            host.http.when(request -> true).reply(AzureHost.answer(429, "application/json", ""));

            assertThatThrownBy(() -> host.ask(new ImdsSource()))
                    .isInstanceOf(MsalThrottledException.class)
                    .hasMessageContaining("answered 429 http_status_not_200: an empty body");
        }

        @Test
        void aStandInForPodsIsAskedInstead() {
            AzureHost pod = new AzureHost(AzureHost.podIdentity());
            pod.http.reply(200, AzureHost.token("token-1"));

            pod.ask(new ImdsSource());

            assertThat(pod.http.onlyRequest().uri().toString())
                    .startsWith("http://10.0.0.17:8080/metadata/identity/oauth2/token?");
        }
    }

    @Nested
    class OnAppService {

        private final AzureHost host = new AzureHost(AzureHost.appService());

        @Test
        void theEndpointOfTheEnvironmentIsAskedWithItsHeader() {
            long expiresOn = host.clock.instant().getEpochSecond() + 86_400;
            host.http.reply(200, "{\"access_token\":\"token-1\",\"expires_on\":\"" + expiresOn + "\"}");

            SourceToken token = host.ask(new AppServiceSource());

            assertThat(token.expiresIn()).isEqualTo(86_400);
            assertThat(token.refreshIn()).contains(43_200L);
            assertThat(token.tokenType()).isEqualTo("Bearer");
            SentRequest sent = host.http.onlyRequest();
            assertThat(sent.uri().toString()).startsWith("http://127.0.0.1:41056/msi/token/?");
            assertThat(sent.queryParameters()).isEqualTo(Map.of("api-version", "2019-08-01", "resource", RESOURCE));
            assertThat(sent.header("X-IDENTITY-HEADER")).contains("canary-header");
        }

        @Test
        void aRefusalIsReportedAsInvalidScopeWithoutTheSecret() {
            host.http.reply(400, "{\"statusCode\":400,\"message\":\"No identity for canary-header\"}");

            assertThatThrownBy(() -> host.ask(new AppServiceSource()))
                    .isInstanceOfSatisfying(
                            MsalServiceException.class,
                            refused -> assertThat(refused.errorCode()).isEqualTo("invalid_scope"))
                    .hasMessageContaining("400, No identity for [secret]")
                    .message()
                    .doesNotContain("canary");
        }
    }

    @Nested
    class OnMachineLearning {

        private final AzureHost host = new AzureHost(AzureHost.machineLearning());

        @Test
        void theDefaultIdentityStandsForTheSystemsOwn() {
            host.http.reply(200, "{\"access_token\":\"token-1\",\"expires_on\":\"6/15/2030 1:00:00 PM +00:00\"}");

            SourceToken token = host.ask(new MachineLearningSource());

            assertThat(token.expiresIn()).isEqualTo(3600);
            SentRequest sent = host.http.onlyRequest();
            assertThat(sent.uri().toString()).startsWith("http://127.0.0.1:46808/MSI/auth?");
            assertThat(sent.queryParameters())
                    .isEqualTo(
                            Map.of("api-version", "2017-09-01", "resource", RESOURCE, "clientid", "default-identity"));
            assertThat(sent.header("secret")).contains("canary-header");
        }

        @Test
        void aRefusalIsReportedAsInvalidScopeWithoutTheSecret() {
            host.http
                    .reply(400, "{\"message\":\"canary-header is unknown\"}")
                    .reply(400, "{\"error\":\"x\",\"error_description\":\"no such identity\"}");

            assertThatThrownBy(() -> host.ask(new MachineLearningSource()))
                    .isInstanceOfSatisfying(
                            MsalServiceException.class,
                            refused -> assertThat(refused.errorCode()).isEqualTo("invalid_scope"))
                    .hasMessageContainingAll("Azure Machine Learning", "is unknown")
                    .hasMessageNotContaining("canary-header");
            assertThatThrownBy(() -> host.ask(new MachineLearningSource()))
                    .isInstanceOf(MsalServiceException.class)
                    .hasMessageContaining("no such identity");
        }
    }

    @Nested
    class OnCloudShell {

        private final AzureHost host = new AzureHost(AzureHost.cloudShell());

        @Test
        void theResourceIsPosted() {
            host.http.reply(200, AzureHost.token("token-1"));

            host.ask(new CloudShellSource());

            SentRequest sent = host.http.onlyRequest();
            assertThat(sent.method()).isEqualTo("POST");
            assertThat(sent.uri()).hasToString("http://localhost:50342/oauth2/token");
            assertThat(sent.formParameters()).isEqualTo(Map.of("resource", RESOURCE));
            assertThat(sent.header("Metadata")).contains("true");
        }

        @Test
        void aRefusalIsReadFromItsOwnShape() {
            host.http.reply(400, "{\"error\":{\"code\":\"AudienceNotSupported\",\"message\":\"not that one\"}}");

            assertThatThrownBy(() -> host.ask(new CloudShellSource()))
                    .hasMessageContainingAll("Cloud Shell", "AudienceNotSupported", "not that one");
        }
    }

    @Nested
    class OnServiceFabric {

        private final AzureHost host = new AzureHost(AzureHost.serviceFabric());

        @Test
        void onlyTheHolderOfThePinnedCertificateIsAsked() {
            host.http.reply(200, AzureHost.token("token-1"));

            host.ask(new ServiceFabricSource());

            assertThat(host.pins).containsExactly("aabbcc0123456789aabbcc0123456789aabbcc01");
            SentRequest sent = host.http.onlyRequest();
            assertThat(sent.queryParameters())
                    .isEqualTo(Map.of("api-version", "2019-07-01-preview", "resource", RESOURCE));
            assertThat(sent.header("Secret")).contains("canary-header");
        }

        @Test
        void theRevokedTokenAndTheCapabilitiesArePassedOn() {
            host.http.reply(200, AzureHost.token("token-1"));

            host.ask(
                    new ServiceFabricSource(),
                    new SourceRequest(
                            ManagedIdentityId.systemAssigned(), RESOURCE, Optional.of("abc"), List.of("cp2", "cp1")));

            assertThat(host.http.onlyRequest().queryParameters())
                    .containsEntry("token_sha256_to_refresh", "abc")
                    .containsEntry("xms_cc", "cp2,cp1");
        }

        @Test
        void otherHostsAreToldNeither() {
            AzureHost appService = new AzureHost(AzureHost.appService());
            appService.http.reply(200, AzureHost.token("token-1"));

            appService.ask(
                    new AppServiceSource(),
                    new SourceRequest(
                            ManagedIdentityId.systemAssigned(), RESOURCE, Optional.of("abc"), List.of("cp1")));

            assertThat(appService.http.onlyRequest().queryParameters()).containsOnlyKeys("api-version", "resource");
        }

        @Test
        void withoutAnythingThatCanPinNothingIsSent() {
            SourceExchange plain = new SourceExchange(
                    host.http,
                    null,
                    new GsonJsonCodec(),
                    host.environment,
                    host.clock,
                    host.sleeper,
                    Jitter.none(),
                    EventSink.none());
            ServiceFabricSource source = new ServiceFabricSource();

            assertThatThrownBy(() -> source.token(
                            new SourceRequest(
                                    ManagedIdentityId.systemAssigned(), RESOURCE, Optional.empty(), List.of()),
                            plain.call(source, host.context())))
                    .isInstanceOf(MsalConfigurationException.class)
                    .hasMessageContaining("PinnedTransports");
            assertThat(host.http.requests()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "1234", "zzbbcc0123456789aabbcc0123456789aabbcc01"})
        void aThumbprintThatIsNoneIsRefused(String thumbprint) {
            host.environment.withVariable("IDENTITY_SERVER_THUMBPRINT", thumbprint);

            assertThatThrownBy(() -> host.ask(new ServiceFabricSource()))
                    .isInstanceOf(MsalConfigurationException.class)
                    .hasMessageContaining("IDENTITY_SERVER_THUMBPRINT");
        }

        @ParameterizedTest
        @CsvSource({
            "SecretHeaderNotFound, unauthorized_client",
            "ManagedIdentityNotFound, invalid_client",
            "ArgumentNullOrEmpty, invalid_scope",
            "SomethingElse, invalid_request"
        })
        void itsCodesAreTranslated(String code, String error) {
            host.http.reply(400, "{\"error\":{\"code\":\"" + code + "\",\"message\":\"words\"}}");

            assertThatThrownBy(() -> host.ask(new ServiceFabricSource()))
                    .isInstanceOfSatisfying(
                            MsalServiceException.class,
                            refused -> assertThat(refused.errorCode()).isEqualTo(error))
                    .hasMessageContaining(code);
        }
    }

    @Nested
    class OnAzureArc {

        private final AzureHost host = new AzureHost(AzureHost.arcOnLinux());

        @Test
        void theKeyFileOfTheChallengeIsSentBack() {
            host.http
                    .reply(AzureHost.challenge("Basic realm=" + AzureHost.ARC_KEY))
                    .reply(200, AzureHost.token("token-1"));

            SourceToken token = host.ask(new AzureArcSource());

            assertThat(token.accessToken().reveal()).isEqualTo("token-1");
            SentRequest first = host.http.requests().get(0);
            assertThat(first.queryParameters()).isEqualTo(Map.of("api-version", "2020-06-01", "resource", RESOURCE));
            assertThat(first.header("Metadata")).contains("true");
            assertThat(first.header("Authorization")).isEmpty();
            assertThat(host.http.lastRequest().header("Authorization")).contains("Basic canary-key");
            assertThat(host.http.lastRequest().uri()).isEqualTo(first.uri());
        }

        @Test
        void windowsHasAFolderOfItsOwnAndTheAgentsUsualAddress() {
            AzureHost windows = new AzureHost(AzureHost.arcOnWindows());
            windows.http
                    .reply(AzureHost.challenge(
                            "basic realm=C:\\ProgramData\\AzureConnectedMachineAgent\\Tokens\\a1b2.key"))
                    .reply(200, AzureHost.token("token-1"));

            windows.ask(new AzureArcSource());

            assertThat(windows.http.lastRequest().uri().toString())
                    .startsWith("http://localhost:40342/metadata/identity/oauth2/token?");
            assertThat(windows.http.lastRequest().header("Authorization")).contains("Basic canary-key");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Basic realm=/etc/passwd",
                    "Basic realm=/etc/shadow.key",
                    "Basic realm=/var/opt/azcmagent/tokens/../../../etc/shadow.key",
                    "Basic realm=/var/opt/azcmagent/tokens/sub/a.key",
                    "Basic realm=/var/opt/azcmagent/tokens/a1b2.txt",
                    "Basic realm=/var/opt/azcmagent/tokens/.key",
                    "Basic realm=/var/opt/azcmagent/tokens/a1b2\0.key",
                    "Basic realm=/var/opt/azcmagent/tokens/a1b2\u0007.key",
                    "Basic realm=/var/opt/azcmagent/tokens/no-locale-writes-\ud800.key",
                    "Basic realm=/var/opt/azcmagent/tokens2/a1b2.key",
                    "Basic realm=C:\\ProgramData\\AzureConnectedMachineAgent\\Tokens\\a1b2.key",
                    "Basic realm=",
                    "Basic",
                    "Bearer realm=/var/opt/azcmagent/tokens/a1b2.key"
                })
        void aChallengeThatNamesAnyOtherFileIsRefusedAndNothingIsRead(String challenge) {
            host.http.reply(AzureHost.challenge(challenge));

            assertThatThrownBy(() -> host.ask(new AzureArcSource()))
                    .isInstanceOfSatisfying(
                            MsalUntrustedResponseException.class,
                            refused -> assertThat(refused.errorCode()).isEqualTo("managed_identity_challenge_refused"))
                    .hasMessageContaining("nothing was read or sent");
            assertThat(host.http.requests()).hasSize(1);
        }

        @Test
        void aLinkThatLeavesTheFolderIsRefused() {
            host.environment.withLink(AzureHost.ARC_KEY, "/etc/shadow");
            host.http.reply(AzureHost.challenge("Basic realm=" + AzureHost.ARC_KEY));

            assertThatThrownBy(() -> host.ask(new AzureArcSource()))
                    .isInstanceOf(MsalUntrustedResponseException.class)
                    .hasMessageContaining("link");
            assertThat(host.http.requests()).hasSize(1);
        }

        @ParameterizedTest(name = "{0} bytes: {1}")
        @CsvSource({"4096, true", "4097, false", "5242880, false"})
        void aKeyFileHasFourKibibytesAtMost(int size, boolean accepted) {
            host.environment.withFile(AzureHost.ARC_KEY, "k".repeat(size));
            host.http
                    .reply(AzureHost.challenge("Basic realm=" + AzureHost.ARC_KEY))
                    .reply(200, AzureHost.token("token-1"));

            if (accepted) {
                host.ask(new AzureArcSource());
            } else {
                assertThatThrownBy(() -> host.ask(new AzureArcSource()))
                        .isInstanceOf(MsalConfigurationException.class)
                        .hasMessageContaining("4096");
                assertThat(host.http.requests()).hasSize(1);
            }
        }

        @Test
        void aMissingAnUnreadableAndAnEmptyFileAreSaid() {
            refusedKey(() -> host.environment.withoutFile(AzureHost.ARC_KEY), "does not exist");
            refusedKey(() -> host.environment.withUnreadableFile(AzureHost.ARC_KEY, "denied"), "himds");
            refusedKey(() -> host.environment.withFile(AzureHost.ARC_KEY, " \n"), "holds no key");
            refusedKey(() -> host.environment.withFile(AzureHost.ARC_KEY, "canary\r\nX: y"), "holds no key");
        }

        private void refusedKey(Runnable change, String reason) {
            change.run();
            host.http.reply(AzureHost.challenge("Basic realm=" + AzureHost.ARC_KEY));
            assertThatThrownBy(() -> host.ask(new AzureArcSource()))
                    .isInstanceOf(MsalConfigurationException.class)
                    .hasMessageContaining(reason)
                    .message()
                    .doesNotContain("canary");
        }

        @Test
        void aRefusalIsReportedAsInvalidRequestWithoutTheKey() {
            host.http
                    .reply(AzureHost.challenge("Basic realm=" + AzureHost.ARC_KEY))
                    .reply(400, "{\"error\":\"bad\",\"message\":\"canary-key is no key\"}");

            assertThatThrownBy(() -> host.ask(new AzureArcSource()))
                    .isInstanceOfSatisfying(
                            MsalServiceException.class,
                            refused -> assertThat(refused.errorCode()).isEqualTo("invalid_request"))
                    .hasMessageContainingAll("Azure Arc", "bad: ", "is no key")
                    .hasMessageNotContaining("canary-key");
        }

        @Test
        void aTokenWithoutAChallengeIsNotTaken() {
            host.http.reply(200, AzureHost.token("token-1"));

            assertThatThrownBy(() -> host.ask(new AzureArcSource()))
                    .isInstanceOf(MsalUntrustedResponseException.class)
                    .hasMessageContaining("challenge");
        }

        @Test
        void aUserAssignedIdentityIsAcceptedOnlyWhenTheAnswerRepeatsIt() {
            host.http
                    .reply(AzureHost.challenge("Basic realm=" + AzureHost.ARC_KEY))
                    .reply(200, "{\"access_token\":\"t\",\"expires_in\":60,\"client_id\":\"CLIENT-7\"}")
                    .reply(AzureHost.challenge("Basic realm=" + AzureHost.ARC_KEY))
                    .reply(200, AzureHost.token("token-of-the-machine"));

            assertThat(host.ask(new AzureArcSource(), CLIENT).expiresIn()).isEqualTo(60);
            assertThatThrownBy(() -> host.ask(new AzureArcSource(), CLIENT))
                    .isInstanceOfSatisfying(
                            MsalConfigurationException.class,
                            refused -> assertThat(refused.errorCode())
                                    .isEqualTo("user_assigned_managed_identity_not_confirmed"))
                    .hasMessageContaining("Azure Arc");
        }

        @ParameterizedTest
        @CsvSource({
            "CLIENT_ID, client_id, true",
            "CLIENT_ID, object_id, false",
            "OBJECT_ID, object_id, true",
            "OBJECT_ID, client_id, false",
            "RESOURCE_ID, msi_res_id, true",
            "RESOURCE_ID, mi_res_id, true",
            "RESOURCE_ID, client_id, false"
        })
        void eachKindOfIdIsRepeatedUnderItsOwnName(ManagedIdentityId.Kind kind, String name, boolean accepted) {
            ManagedIdentityId id = switch (kind) {
                case OBJECT_ID -> OBJECT;
                case RESOURCE_ID -> RESOURCE_ID;
                default -> CLIENT;
            };
            host.http
                    .reply(AzureHost.challenge("Basic realm=" + AzureHost.ARC_KEY))
                    .reply(200, "{\"access_token\":\"t\",\"expires_in\":60,\"" + name + "\":\"" + id.value() + "\"}");

            if (accepted) {
                assertThat(host.ask(new AzureArcSource(), id).expiresIn()).isEqualTo(60);
            } else {
                assertThatThrownBy(() -> host.ask(new AzureArcSource(), id))
                        .isInstanceOf(MsalConfigurationException.class)
                        .hasMessageContaining("did not confirm");
            }
        }

        @Test
        void otherSystemsAreNotSupported() {
            host.environment.withProperty("os.name", "Mac OS X");
            host.http.reply(AzureHost.challenge("Basic realm=" + AzureHost.ARC_KEY));

            assertThatThrownBy(() -> host.ask(new AzureArcSource()))
                    .isInstanceOf(MsalConfigurationException.class)
                    .hasMessageContaining("Mac OS X");
        }
    }

    @Nested
    class WhenTheAnswerIsNoTokenAnswer {

        private final AzureHost host = new AzureHost(AzureHost.virtualMachine());

        private String lasting(String seconds) {
            return "{\"access_token\":\"t\",\"expires_on\":1907758800,\"expires_in\":" + seconds + "}";
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"access_token\":\"canary-token\"}",
                    "{\"access_token\":\"canary-token\",\"expires_on\":\"tomorrow at noon\"}",
                    "{\"access_token\":\"canary-token\",\"expires_on\":\"Saturday, 15 June 2030\"}",
                    "{\"access_token\":\"canary-token\",\"expires_on\":1}",
                    "{\"access_token\":\"canary-token\",\"expires_on\":1907755200000}",
                    "{\"access_token\":\"canary-token\",\"expires_in\":0}",
                    "{\"access_token\":\"canary-token\",\"expires_in\":\"-5\"}",
                    "{\"access_token\":\"canary-token\",\"expires_in\":{}}"
                })
        void anExpiryThatIsMissingOrMakesNoSenseIsATypedError(String json) {
            host.http.reply(200, json);

            assertThatThrownBy(() -> host.ask(new ImdsSource()))
                    .isInstanceOf(MsalServiceException.class)
                    .hasMessageContainingAll("expires_on", "Azure VM (IMDS)")
                    .message()
                    .doesNotContain("canary");
        }

        @Test
        void theMetadataServiceAlwaysSaysWhenATokenEnds() {
            host.http.reply(200, "{\"access_token\":\"canary-token\",\"expires_in\":3600}");

            assertThatThrownBy(() -> host.ask(new ImdsSource()))
                    .isInstanceOf(MsalServiceException.class)
                    .hasMessageContainingAll("without a usable expires_on", "Azure VM (IMDS)")
                    .message()
                    .doesNotContain("canary");
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"expires_in\":3600", "\"expires_on\":1907758800"})
        void anyOtherHostMaySayItInEitherForm(String expiry) {
            AzureHost appService = new AzureHost(AzureHost.appService());
            appService.http.reply(200, "{\"access_token\":\"t\"," + expiry + "}");

            assertThat(appService.ask(new AppServiceSource()).expiresIn()).isEqualTo(3600);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"expires_on\":1907758800}",
                    "{\"access_token\":7,\"expires_on\":1907758800}",
                    "{\"access_token\":\"\",\"expires_on\":1907758800}"
                })
        void aMissingTokenIsATypedError(String json) {
            host.http.reply(200, json);

            assertThatThrownBy(() -> host.ask(new ImdsSource()))
                    .isInstanceOf(MsalServiceException.class)
                    .hasMessageContaining("access_token");
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource({"3599, 3599", "'\"3599\"', 3599", "3599.9, 3599", "'\" 3599 \"', 3599"})
        void lifetimesComeAsNumbersAndAsText(String value, long seconds) {
            host.http.reply(200, lasting(value));

            assertThat(host.ask(new ImdsSource()).expiresIn()).isEqualTo(seconds);
        }

        @ParameterizedTest(name = "{0}")
        @ValueSource(
                strings = {
                    "1907758800",
                    "\"1907758800\"",
                    "\"2030-06-15T13:00:00Z\"",
                    "\"2030-06-15T15:00:00+02:00\"",
                    "\"6/15/2030 1:00:00 PM +00:00\"",
                    "\"06/15/2030 13:00:00 +00:00\""
                })
        void instantsComeAsNumbersTextAndDatesWithAnOffset(String value) {
            host.http.reply(200, "{\"access_token\":\"t\",\"expires_on\":" + value + "}");

            assertThat(host.ask(new ImdsSource()).expiresIn()).isEqualTo(3600);
        }

        @ParameterizedTest
        @CsvSource({"7199, -1", "7200, 3600", "86399, 43199"})
        void aLifeOfTwoHoursOrMoreIsRenewedAtItsHalf(long life, long refreshIn) {
            host.http.reply(200, lasting(String.valueOf(life)));

            assertThat(host.ask(new ImdsSource()).refreshIn().orElse(-1L)).isEqualTo(refreshIn);
        }

        @Test
        void thePageOfAPortalIsATypedError() {
            host.http.reply(AzureHost.answer(200, "text/html", "<html>Please accept our terms, canary</html>"));

            assertThatThrownBy(() -> host.ask(new ImdsSource()))
                    .isInstanceOf(MsalServiceException.class)
                    .hasMessageContainingAll("text/html", "proxy or a portal")
                    .message()
                    .doesNotContain("canary");
        }

        @Test
        void aRedirectIsNotFollowed() {
            host.http.reply(AzureHost.answer(302, "text/html", ""));

            assertThatThrownBy(() -> host.ask(new ImdsSource()))
                    .isInstanceOf(MsalServiceException.class)
                    .hasMessageContaining("redirect");
            assertThat(host.http.requests()).hasSize(1);
        }

        @Test
        void anyRefusalThatNamesATimeAsksForPatience() {
            host.http.reply(new HttpResponse(503, HttpHeaders.empty().with("Retry-After", "600"), new byte[0]));

            assertThatThrownBy(() -> host.ask(new ImdsSource()))
                    .isInstanceOfSatisfying(
                            MsalThrottledException.class,
                            throttled -> assertThat(throttled.retryAt())
                                    .isEqualTo(host.clock.instant().plusSeconds(600)));
        }

        @Test
        void patienceIsAskedForWhenTheRetriesAreUsedUp() {
            for (int i = 0; i < 4; i++) {
                host.http.reply(429, "{}");
            }

            assertThatThrownBy(() -> host.ask(new ImdsSource())).isInstanceOf(MsalThrottledException.class);
        }
    }

    @Nested
    class WhenAVariableWasTamperedWith {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://attacker.example/msi/token",
                    "https://attacker.example/msi/token",
                    "http://8.8.8.8/msi/token",
                    "http://2130706433/msi/token",
                    "http://127.0.0.1.attacker.example/",
                    "http://127.0.0.1@attacker.example/",
                    "http://canary@127.0.0.1/",
                    "ftp://127.0.0.1/",
                    "127.0.0.1:41056/msi/token",
                    "not a URL canary",
                    "file:///etc/passwd"
                })
        void theEndpointOfAppServiceStaysNearAndItsHeaderIsNotSent(String endpoint) {
            AzureHost host = new AzureHost(AzureHost.appService().withVariable("IDENTITY_ENDPOINT", endpoint));

            assertThatThrownBy(() -> host.ask(new AppServiceSource()))
                    .isInstanceOfSatisfying(
                            MsalConfigurationException.class,
                            refused -> assertThat(refused.errorCode()).isEqualTo("invalid_managed_identity_endpoint"))
                    .hasMessageContaining("IDENTITY_ENDPOINT")
                    .hasNoCause()
                    .message()
                    .doesNotContain("canary");
            assertThat(host.http.requests()).isEmpty();
        }

        static Stream<Arguments> endpoints() {
            return Stream.of(
                            Arguments.of(
                                    new ImdsSource(), AzureHost.podIdentity(), "AZURE_POD_IDENTITY_AUTHORITY_HOST"),
                            Arguments.of(new AppServiceSource(), AzureHost.appService(), "IDENTITY_ENDPOINT"),
                            Arguments.of(new ServiceFabricSource(), AzureHost.serviceFabric(), "IDENTITY_ENDPOINT"),
                            Arguments.of(new AzureArcSource(), AzureHost.arcOnLinux(), "IDENTITY_ENDPOINT"),
                            Arguments.of(new MachineLearningSource(), AzureHost.machineLearning(), "MSI_ENDPOINT"),
                            Arguments.of(new CloudShellSource(), AzureHost.cloudShell(), "MSI_ENDPOINT"))
                    .flatMap(host -> Stream.of(
                                    "canary",
                                    "no URL canary",
                                    "/canary/token",
                                    "http://",
                                    "http:canary",
                                    "ftp://127.0.0.1/canary",
                                    "https://canary@127.0.0.1/",
                                    "https://127.0.0.1/#canary",
                                    "http://attacker.example/canary",
                                    "http://8.8.8.8/canary")
                            .map(value -> Arguments.of(host.get()[0], host.get()[1], host.get()[2], value)));
        }

        @ParameterizedTest(name = "{0}: {2}={3}")
        @MethodSource("endpoints")
        void noHostIsAskedAtAnAddressThatIsNoneOrFarAwayAndTheValueIsNotRepeated(
                ManagedIdentitySource source, FakeEnvironment environment, String variable, String value) {
            AzureHost host = new AzureHost(environment.withVariable(variable, value));

            assertThatThrownBy(() -> host.ask(source))
                    .isInstanceOfSatisfying(
                            MsalConfigurationException.class,
                            refused -> assertThat(refused.errorCode()).isEqualTo("invalid_managed_identity_endpoint"))
                    .hasMessageContaining(variable)
                    .hasNoCause()
                    .message()
                    .doesNotContain("canary");
            assertThat(host.http.requests()).isEmpty();
        }

        @Test
        void arcAndCloudShellAreOnThisMachine() {
            AzureHost arc = new AzureHost(AzureHost.arcOnLinux().withVariable("IDENTITY_ENDPOINT", "http://10.0.0.1/"));
            AzureHost shell = new AzureHost(AzureHost.cloudShell().withVariable("MSI_ENDPOINT", "http://10.0.0.1/"));

            assertThatThrownBy(() -> arc.ask(new AzureArcSource())).isInstanceOf(MsalConfigurationException.class);
            assertThatThrownBy(() -> shell.ask(new CloudShellSource())).isInstanceOf(MsalConfigurationException.class);
        }

        @Test
        void serviceFabricSpeaksTls() {
            AzureHost host =
                    new AzureHost(AzureHost.serviceFabric().withVariable("IDENTITY_ENDPOINT", "http://10.0.0.4:2377/"));

            assertThatThrownBy(() -> host.ask(new ServiceFabricSource()))
                    .isInstanceOf(MsalConfigurationException.class)
                    .hasMessageContaining("https");
        }

        @ParameterizedTest
        @CsvSource({
            "http://169.254.169.254, true",
            "http://[::1]:8080, true",
            "https://identity.cluster.example, true",
            "http://identity.cluster.example, false"
        })
        void theStandInForPodsIsNearOrSpeaksTls(String endpoint, boolean accepted) {
            AzureHost host =
                    new AzureHost(AzureHost.linux().withVariable("AZURE_POD_IDENTITY_AUTHORITY_HOST", endpoint));
            host.http.reply(200, AzureHost.token("t"));

            if (accepted) {
                host.ask(new ImdsSource());
            } else {
                assertThatThrownBy(() -> host.ask(new ImdsSource())).isInstanceOf(MsalConfigurationException.class);
            }
        }
    }
}
