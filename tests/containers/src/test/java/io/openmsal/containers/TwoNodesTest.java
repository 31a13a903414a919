package io.openmsal.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two deployments of one application, each with classes and memory of its own, behind something that sends each request to either of them. */
class TwoNodesTest extends InEmbeddedTomcat {

    private String one;
    private String other;

    @BeforeEach
    void start() throws Exception {
        one = tomcat.origin() + "/app";
        other = tomcat.origin() + "/other";
        Map<String, String> settings =
                SampleSettings.register(EMULATOR.get(), warehouse, tomcat.origin(), List.of("/app"), folder);
        Path application = SampleArchive.unpackedTo(folder.resolve("app"));
        Path sessions = Files.createDirectory(folder.resolve("sessions"));
        tomcat.deployAsNode("/app", application, settings, sessions);
        tomcat.deployAsNode("/other", application, settings, sessions);
    }

    @Test
    void aSignInThatBeginsAtOneEndsAtTheOtherAndIsKnownToBoth() throws Exception {
        Visit adaAtOne = new Visit(one);
        Visit adaAtTheOther = adaAtOne.sentTo(other);

        URI provider = adaAtOne.beginSignIn();
        String greeting = adaAtTheOther.endSignIn(EMULATOR.get().signIn(provider, Visit.ADA));

        assertThat(greeting).contains("Welcome, ada@contoso.example");
        assertThat(adaAtTheOther.page("/orders")).contains(Visit.ORDERS_OF_ADA);
        assertThat(adaAtOne.page("/")).contains("Welcome, ada@contoso.example");
        assertThat(adaAtOne.page("/orders")).contains(Visit.ORDERS_OF_ADA);
    }

    @Test
    void whoDidNotBeginItEndsNone() throws Exception {
        URI provider = new Visit(one).beginSignIn();
        Map<String, String> answer = EMULATOR.get().signIn(provider, Visit.ADA);
        Visit stranger = new Visit(other);

        assertThatThrownBy(() -> stranger.endSignIn(answer)).isInstanceOf(IllegalStateException.class);

        assertThat(stranger.page("/")).contains("Nobody is signed in");
    }
}
