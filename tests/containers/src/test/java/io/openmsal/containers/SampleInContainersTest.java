package io.openmsal.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.openmsal.port.event.Event;
import io.openmsal.realparties.chromium.Chromium;
import io.openmsal.realparties.chromium.NeedsChromium;
import io.openmsal.realparties.chromium.Person;
import io.openmsal.realparties.chromium.Screenshots;
import io.openmsal.realparties.party.PartyMissingException;
import io.openmsal.testing.emulator.EmulatorEndpoint;
import io.openmsal.testing.emulator.EmulatorRequest;
import io.openmsal.testing.emulator.Fault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.opentest4j.TestAbortedException;

/** The sample in every container it is made for: what people see of it, which threads it uses, and how it goes away. */
@ParameterizedClass
@EnumSource
class SampleInContainersTest {

    private static final int REDEPLOYMENTS = 20;

    private static final Pattern SILENT_TOKEN =
            Pattern.compile("\\[([^\\]]+)\\] token\\.acquired call=acquireTokenSilent ");

    private static @Nullable Stage current;
    private static String missing = "";

    @Parameter
    private ContainerKind kind;

    private Stage stage;

    @BeforeParameterizedClassInvocation
    static void start(ContainerKind kind, @TempDir Path folder) throws Exception {
        try {
            current = Stage.open(kind, folder);
        } catch (PartyMissingException | TestAbortedException leftOut) {
            // for each test: of a class that was left out as a whole the report says nothing
            missing = String.valueOf(leftOut.getMessage());
        }
    }

    @AfterParameterizedClassInvocation
    static void end() {
        if (current != null) {
            current.close();
            current = null;
        }
    }

    @BeforeEach
    void begin() {
        assumeTrue(current != null, missing);
        stage = Objects.requireNonNull(current);
        stage.emulator().reset();
    }

    @Nested
    @NeedsChromium
    class InFrontOfABrowser {

        @Test
        void adaSeesWhatTheWarehouseSaysOnHerBehalfWithAFreshTokenAndSignsOut(Chromium chromium) {
            stage.emulator().tokenLifetime(Duration.ofSeconds(4));
            try (Person ada = new Person(chromium)) {
                visit(ada, address("/"), page -> {
                    link(page, "Sign in");
                    signIn(page);
                    heading(page, "Welcome, ada@contoso.example");
                    Screenshots.keep(page, "sample-in-" + kind.name().toLowerCase(Locale.ROOT));
                    link(page, "Your orders");
                    page.getByText(Visit.ORDERS_OF_ADA).waitFor();
                    reloadUntilAnotherTokenComes(page);
                });
                assertThat(stage.emulator().requests(EmulatorEndpoint.AUTHORIZE))
                        .as("she was asked once")
                        .hasSize(1);

                visit(ada, address("/"), page -> {
                    button(page, "Sign out");
                    heading(page, "Nobody is signed in");
                    link(page, "Sign in");
                    page.getByLabel("Password").waitFor();
                });
            }
        }

        @Test
        void whoSignsOutAtTheProviderIsSignedOutHereInThatBrowserAlone(Chromium chromium) {
            try (Person ada = new Person(chromium);
                    Person adaElsewhere = new Person(chromium)) {
                for (Person each : List.of(ada, adaElsewhere)) {
                    visit(each, address("/sign-in"), page -> {
                        signIn(page);
                        heading(page, "Welcome, ada@contoso.example");
                    });
                }

                visit(
                        ada,
                        URI.create(stage.emulator().authority("contoso") + "/oauth2/v2.0/logout"),
                        page -> heading(page, "You signed out of your account"));

                visit(ada, address("/"), page -> heading(page, "Nobody is signed in"));
                visit(
                        adaElsewhere,
                        address("/orders"),
                        page -> page.getByText(Visit.ORDERS_OF_ADA).waitFor());
            }
        }

        private void reloadUntilAnotherTokenComes(Page page) {
            int before = stage.warehouse().differentTokens();
            for (int time = 0; stage.warehouse().differentTokens() == before && time < 200; time++) {
                page.reload();
                page.getByText(Visit.ORDERS_OF_ADA).waitFor();
            }
            assertThat(stage.warehouse().differentTokens()).isGreaterThan(before);
        }

        private static void visit(Person person, URI address, Consumer<Page> steps) {
            person.will(steps).open(address);
            person.finishes();
        }

        private static void signIn(Page page) {
            page.getByLabel("Username").fill(Visit.ADA);
            page.getByLabel("Password").fill("ada-password");
            button(page, "Sign in");
        }

        private static void link(Page page, String name) {
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name))
                    .click();
        }

        private static void button(Page page, String name) {
            page.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName(name).setExact(true))
                    .click();
        }

        private static void heading(Page page, String text) {
            page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(text))
                    .waitFor();
        }
    }

    @Test
    void theApiInTheMiddleTradesTheTokenOfTheCallerForOneOfItsOwn() throws Exception {
        assertThatAdaCanWork(visit(Stage.SAMPLE));

        assertThat(stage.emulator().requests(EmulatorEndpoint.TOKEN))
                .filteredOn(request -> parameter(request, "requested_token_use").equals("on_behalf_of"))
                .singleElement()
                .satisfies(request -> {
                    assertThat(parameter(request, "client_id")).isEqualTo(SampleSettings.API);
                    assertThat(parameter(request, "scope")).contains(WarehouseApi.SCOPE);
                });
        Visit stranger = visit(Stage.SAMPLE);
        assertThat(stranger.get("/api/orders").statusCode()).isEqualTo(401);
    }

    @Test
    void whatTheProviderWantsOfThePersonIsPassedOnToTheirNextSignIn() throws Exception {
        Visit ada = visit(Stage.SAMPLE);
        ada.signIn(stage.emulator());
        stage.emulator().nextTokenRequest(Fault.claimsChallenge("{\"access_token\":{\"acrs\":{\"value\":\"c1\"}}}"));

        HttpResponse<String> orders = ada.get("/orders");

        assertThat(orders.headers().firstValue("Location"))
                .hasValueSatisfying(next -> assertThat(next).endsWith("sign-in"));
        assertThat(ada.get("/sign-in").headers().firstValue("Location"))
                .hasValueSatisfying(
                        provider -> assertThat(provider).contains("claims=").contains("acrs"));
    }

    @Test
    void whatTheProviderWantsWhenThePagesOwnTokenIsRenewedIsPassedOnToo() throws Exception {
        stage.emulator().tokenLifetime(Duration.ofSeconds(12)); // it serves for half of that
        Visit ada = visit(Stage.SAMPLE);
        ada.signIn(stage.emulator());
        stage.emulator().tokenLifetime(Duration.ofHours(1)); // the next one, which is the API's own
        assertThat(ada.page("/orders")).contains(Visit.ORDERS_OF_ADA);
        stage.emulator().nextTokenRequest(Fault.claimsChallenge("{\"access_token\":{\"acrs\":{\"value\":\"c2\"}}}"));

        HttpResponse<String> orders = ada.get("/orders");
        long giveUp = System.nanoTime() + 60_000_000_000L;
        while (orders.statusCode() == 200 && System.nanoTime() < giveUp) {
            orders = ada.get("/orders");
        }

        assertThat(orders.headers().firstValue("Location"))
                .hasValueSatisfying(next -> assertThat(next).endsWith("sign-in"));
        List<EmulatorRequest> requests = stage.emulator().requests(EmulatorEndpoint.TOKEN);
        assertThat(parameter(requests.get(requests.size() - 1), "grant_type"))
                .as("what was refused")
                .isEqualTo("refresh_token");
        assertThat(ada.get("/sign-in").headers().firstValue("Location"))
                .hasValueSatisfying(
                        provider -> assertThat(provider).contains("claims=").contains("c2"));
    }

    @Test
    void tokensAreInTheDatabaseOfTheContainerAndNobodyCanReadThemThere() throws Exception {
        assertThatAdaCanWork(visit(Stage.SAMPLE));

        assertThat(String.join("", stage.database().texts("SELECT content FROM token_store")))
                .isNotEmpty()
                .doesNotContain("eyJhbGciOi", "eyJ0eXAiOi", "eyJraWQiOi", "ada@contoso", "AccessToken", "\"secret\"");
    }

    @Test
    void onlyTheSessionThatTheProviderNamesEnds() throws Exception {
        Visit here = visit(Stage.SAMPLE);
        Visit there = visit(Stage.SAMPLE);
        here.signIn(stage.emulator());
        there.signIn(stage.emulator());
        List<URI> farewells = stage.emulator().signOut(Visit.ADA);
        assertThat(farewells).hasSize(2);
        Visit anybody = visit(Stage.SAMPLE);

        for (URI farewell : farewells) {
            anybody.load(changed(farewell, "iss=", "iss=https%3A%2F%2Fevil.example%2F"));
            anybody.load(changed(farewell, "sid=", "sid=x"));
            anybody.load(changed(farewell, "sid=[^&]*", ""));
            anybody.load(changed(farewell, "iss=[^&]*", ""));
        }
        here.get("/front-channel-logout");
        assertThat(stillSignedIn(here, there)).containsExactly(true, true);

        anybody.load(farewells.get(0));
        assertThat(stillSignedIn(here, there)).containsExactlyInAnyOrder(true, false);

        anybody.load(farewells.get(1));
        assertThat(stillSignedIn(here, there)).containsExactly(false, false);
    }

    @Test
    void theTokensOfAPersonStayUntilTheirLastSessionEnds() throws Exception {
        Visit here = visit(Stage.SAMPLE);
        Visit there = visit(Stage.SAMPLE);
        here.signIn(stage.emulator());
        there.signIn(stage.emulator());
        List<URI> farewells = stage.emulator().signOut(Visit.ADA);
        stage.emulator().clearRequests();

        here.load(farewells.get(0));
        Visit left = here.page("/").contains("Welcome") ? here : there;

        assertThat(left.page("/orders")).contains(Visit.ORDERS_OF_ADA);
        assertThat(stage.emulator().requests(EmulatorEndpoint.AUTHORIZE)).isEmpty();
    }

    @Test
    void theTokensOfAPersonGoWithTheirLastSessionAlsoWhenTheySignedInTwiceInIt() throws Exception {
        List<String> others = documents();
        Visit grace = visit(Stage.SAMPLE);
        for (int time = 0; time < 2; time++) {
            assertThat(grace.signIn(stage.emulator(), Visit.GRACE)).contains("Welcome, " + Visit.GRACE);
        }
        assertThat(documents()).as("one of each person").hasSize(others.size() + 1);

        assertThat(grace.signOut(origin()).statusCode()).isEqualTo(302);

        assertThat(documents()).isEqualTo(others);
        assertThat(grace.page("/")).contains("Nobody is signed in");
    }

    @Test
    void whoeverSignsInInsteadOfSomebodyElseEndsTheirSession() throws Exception {
        visit(Stage.SAMPLE).signIn(stage.emulator());
        List<String> withoutGrace = documents();
        Visit both = visit(Stage.SAMPLE);
        both.signIn(stage.emulator(), Visit.GRACE);
        assertThat(documents()).hasSize(withoutGrace.size() + 1);

        assertThat(both.signIn(stage.emulator())).contains("Welcome, " + Visit.ADA);

        assertThat(documents()).isEqualTo(withoutGrace);
    }

    @Test
    void theFormOfAnotherSiteSignsNobodyOut() throws Exception {
        Visit ada = visit(Stage.SAMPLE);
        ada.signIn(stage.emulator());

        assertThat(ada.signOut("https://evil.example").statusCode()).isEqualTo(403);

        assertThat(ada.page("/")).contains("Welcome");
    }

    /** Which documents of tokens there are. */
    private List<String> documents() throws Exception {
        return stage.database().texts("SELECT partition_name FROM token_store ORDER BY partition_name");
    }

    private String origin() {
        URI address = address("/");
        return address.getScheme() + "://" + address.getAuthority();
    }

    @Test
    void theWorkIsDoneOnThreadsOfTheContainerWhereItLendsAny() throws Exception {
        assertThatAdaCanWork(visit(Stage.SAMPLE));

        assertThat(threadsOfSilentTokens()).isNotEmpty().allMatch(kind.workers().asMatchPredicate());
    }

    @Test
    void itWorksAmongOldVersionsOfItsLibrariesWithTheOneJar() throws Exception {
        assertThatAdaCanWork(visit(Stage.AMONG_OLD_LIBRARIES));
    }

    @Test
    void itWorksOnThreadsWithoutAContextClassLoader() throws Exception {
        Visit ada = visit(Stage.WITHOUT_LOADER);

        assertThatAdaCanWork(ada);
        assertThat(ada.get("/orders").headers().firstValue(WithoutContextClassLoader.HEADER))
                .hasValue("none");
    }

    @Test
    void redeployedTwentyTimesItsOldClassLoaderIsCollectedEachTime(@TempDir Path folder) throws Exception {
        int applications = Stage.NAMES.size();
        for (String name : Stage.NAMES) {
            assertThatAdaCanWork(visit(name));
        }
        assertThat(loadersLeft(applications)).isEqualTo(applications);
        for (int time = 1; time <= REDEPLOYMENTS; time++) {
            assertThatAdaCanWork(visit(Stage.SAMPLE));
            stage.container()
                    .redeploy(
                            Stage.SAMPLE,
                            SampleArchive.numbered(kind.archive(), time, folder.resolve("numbered.war")),
                            time);

            assertThat(loadersLeft(applications))
                    .as("the class loaders after deployment %s", time)
                    .isEqualTo(applications);
        }
    }

    /** Counts until only so many are left, for a minute at most: a thread of the container's that stands idle may remember the old application so long. */
    private int loadersLeft(int wanted) throws IOException, InterruptedException {
        long giveUp = System.nanoTime() + 60_000_000_000L;
        int left = stage.container().loadersOf(Event.Level.class);
        while (left != wanted && System.nanoTime() < giveUp) {
            Thread.sleep(100);
            left = stage.container().loadersOf(Event.Level.class);
        }
        return left;
    }

    /** Logs are written by threads of their own, which may take a moment. */
    private List<String> threadsOfSilentTokens() throws IOException, InterruptedException {
        List<String> found = List.of();
        for (int time = 0; found.isEmpty() && time < 50; time++) {
            found = stage.container().logged().stream()
                    .flatMap(line -> SILENT_TOKEN.matcher(line).results())
                    .map(match -> match.group(1))
                    .toList();
            Thread.sleep(100);
        }
        return found;
    }

    private void assertThatAdaCanWork(Visit ada) throws IOException, InterruptedException {
        assertThat(ada.signIn(stage.emulator())).contains("Welcome, " + Visit.ADA);
        assertThat(ada.page("/orders")).contains(Visit.ORDERS_OF_ADA);
    }

    private static List<Boolean> stillSignedIn(Visit... visits) throws IOException, InterruptedException {
        List<Boolean> answers = new ArrayList<>();
        for (Visit visit : visits) {
            answers.add(visit.page("/").contains("Welcome"));
        }
        return answers;
    }

    private static URI changed(URI address, String what, String by) {
        return URI.create(address.toString().replaceFirst(what, by));
    }

    private static String parameter(EmulatorRequest request, String name) {
        return request.parameter(name).orElse("");
    }

    private Visit visit(String application) {
        return new Visit(stage.container().address(application));
    }

    private URI address(String path) {
        return URI.create(stage.container().address(Stage.SAMPLE) + path);
    }
}
