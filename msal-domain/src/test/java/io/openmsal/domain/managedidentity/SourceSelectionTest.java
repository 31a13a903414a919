package io.openmsal.domain.managedidentity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.domain.failure.MsalTransportException;
import io.openmsal.port.Secret;
import io.openmsal.port.environment.Environment;
import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceSelectionTest {

    private final AzureHost host = new AzureHost(AzureHost.virtualMachine());
    private final SourceSelection selection = SourceSelection.detected(SourceDetection.standardSources());

    private ManagedIdentitySource select() {
        return selection.select(host.exchange, host.context());
    }

    @Nested
    class WhenNothingInTheEnvironmentTellsTheHost {

        @ParameterizedTest
        @ValueSource(ints = {400, 410, 429, 500})
        void oneProbeWithoutTheMetadataHeaderFindsTheServiceAndIsRememberedForGood(int status) {
            host.http.reply(status, "{\"error\":\"invalid_request\"}");

            assertThat(select().name()).isEqualTo("Azure VM (IMDS)");
            host.clock.advance(Duration.ofHours(5));
            select();

            assertThat(host.http.onlyRequest().header("Metadata")).isEmpty();
            assertThat(host.http.onlyRequest().uri())
                    .hasToString("http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01");
        }

        @Test
        void theProbeMayTakeASecondAndIsNotRetried() {
            host.http.replyWith(request -> {
                assertThat(request.deadline().remainingAtMost(Duration.ofHours(1)))
                        .isEqualTo(Duration.ofSeconds(1));
                host.clock.advance(Duration.ofSeconds(1));
                throw new IllegalStateException("the connection is still silent");
            });

            assertThatThrownBy(SourceSelectionTest.this::select)
                    .isInstanceOf(MsalTransportException.class)
                    .hasMessageContaining("no answer from 169.254.169.254 within 1000 ms");
            assertThat(host.sleeper.durations()).isEmpty();
            assertThat(host.http.requests()).hasSize(1);
        }

        @Test
        void theFailureListsWhatWasSeenAndWhatIsMissing() {
            host.http.fail(new IOException("unreachable"));

            assertThatThrownBy(SourceSelectionTest.this::select)
                    .isInstanceOfSatisfying(
                            MsalTransportException.class,
                            failed -> assertThat(failed.errorCode()).isEqualTo("managed_identity_unreachable_network"))
                    .hasMessageContaining("There is no managed identity here")
                    .hasMessageContaining("App Service: seen nothing, missing IDENTITY_ENDPOINT and IDENTITY_HEADER");
        }

        @Test
        void thatItIsNotThereIsRememberedForAWhile() {
            host.http.fail(new IOException("unreachable")).reply(400, "{}");

            assertThatThrownBy(SourceSelectionTest.this::select).isInstanceOf(MsalTransportException.class);
            assertThatThrownBy(SourceSelectionTest.this::select).isInstanceOf(MsalTransportException.class);
            assertThat(host.http.requests()).hasSize(1);

            host.clock.advance(Duration.ofSeconds(30));
            assertThat(select().name()).isEqualTo("Azure VM (IMDS)");
        }

        @Test
        void thatItIsNotThereIsNotBelievedWhenTheClockWasSetBackSince() {
            host.http.fail(new IOException("unreachable")).reply(400, "{}");
            assertThatThrownBy(SourceSelectionTest.this::select).isInstanceOf(MsalTransportException.class);

            host.clock.advance(Duration.ofHours(-3));

            assertThat(select().name()).isEqualTo("Azure VM (IMDS)");
        }

        @Test
        void aPortalOrAnotherCloudAtTheSameAddressIsNotTakenForIt() {
            host.http.reply(new HttpResponse(200, HttpHeaders.empty().with("Content-Type", "text/html"), new byte[9]));

            assertThatThrownBy(SourceSelectionTest.this::select)
                    .isInstanceOf(MsalTransportException.class)
                    .hasMessageContaining("answered 200 (text/html");
        }

        @Test
        void aCallThatIsOverIsNotMistakenForAnAbsentService() {
            host.http.replyWith(request -> {
                host.clock.advance(Duration.ofSeconds(1));
                throw new IllegalStateException("silent");
            });

            assertThatThrownBy(() -> selection.select(host.exchange, host.context(Duration.ofMillis(500))))
                    .isInstanceOf(MsalTimeoutException.class);
        }
    }

    @Test
    void aHostThatTheEnvironmentTellsIsNotProbed() {
        AzureHost appService = new AzureHost(AzureHost.appService());
        AzureHost pod = new AzureHost(AzureHost.podIdentity());

        assertThat(selection.select(appService.exchange, appService.context()).name())
                .isEqualTo("App Service");
        assertThat(selection.select(pod.exchange, pod.context()).name()).isEqualTo("Azure VM (IMDS)");
        assertThat(appService.http.requests()).isEmpty();
        assertThat(pod.http.requests()).isEmpty();
    }

    @Test
    void aHostThatTheApplicationNamesIsNeitherDetectedNorProbed() {
        AzureHost appService = new AzureHost(AzureHost.appService());
        SourceSelection named = SourceSelection.named(new ImdsSource());

        assertThat(named.select(appService.exchange, appService.context())).isInstanceOf(ImdsSource.class);
        assertThat(named.explain(appService.environment)).startsWith("Azure VM (IMDS): named by the application");
        assertThat(appService.http.requests()).isEmpty();
    }

    @Test
    void aHostOfTheCallersOwnTakesPartInDetection() {
        ManagedIdentitySource own = new ManagedIdentitySource() {
            @Override
            public String name() {
                return "Contoso Edge";
            }

            @Override
            public SourceSigns signsIn(Environment environment) {
                return SourceSigns.variables(environment, "CONTOSO_EDGE");
            }

            @Override
            public SourceToken token(SourceRequest request, SourceCall call) {
                return SourceToken.of(Secret.of("edge"), "Bearer", 60);
            }
        };
        AzureHost edge = new AzureHost(AzureHost.linux().withVariable("CONTOSO_EDGE", "1"));

        assertThat(SourceSelection.detected(List.of(own, new ImdsSource())).select(edge.exchange, edge.context()))
                .isSameAs(own);
    }
}
