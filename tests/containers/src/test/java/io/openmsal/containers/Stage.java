package io.openmsal.containers;

import io.openmsal.realparties.party.Distribution;
import io.openmsal.realparties.party.PartyMissingException;
import io.openmsal.servers.FreePort;
import io.openmsal.testing.emulator.Emulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that one container's tests share, so that it starts once: a provider, an API, a database, and the sample three times. */
final class Stage implements AutoCloseable {

    /** The sample as it is. */
    static final String SAMPLE = "app";

    /** The sample with the one jar, among old versions of the libraries inside it. */
    static final String AMONG_OLD_LIBRARIES = "old";

    /** The sample on threads without a context class loader. */
    static final String WITHOUT_LOADER = "bare";

    /** All of them. */
    static final List<String> NAMES = List.of(SAMPLE, AMONG_OLD_LIBRARIES, WITHOUT_LOADER);

    private final Deque<AutoCloseable> toClose;
    private final Emulator emulator;
    private final WarehouseApi warehouse;
    private final Database database;
    private final RunningContainer container;

    private Stage(
            Deque<AutoCloseable> toClose,
            Emulator emulator,
            WarehouseApi warehouse,
            Database database,
            RunningContainer container) {
        this.toClose = toClose;
        this.emulator = emulator;
        this.warehouse = warehouse;
        this.database = database;
        this.container = container;
    }

    static Stage open(ContainerKind kind, Path folder)
            throws PartyMissingException, IOException, SQLException, InterruptedException {
        Deque<AutoCloseable> toClose = new ArrayDeque<>();
        try {
            Distribution distribution = RunningContainer.distribution(kind);
            toClose.push(distribution);
            Emulator emulator = Emulator.start();
            toClose.push(emulator);
            WarehouseApi warehouse = WarehouseApi.open(emulator);
            toClose.push(warehouse);
            Database database = Database.open(kind.name());
            toClose.push(database);

            Map<String, Path> archives = new LinkedHashMap<>();
            archives.put(
                    AMONG_OLD_LIBRARIES, SampleArchive.amongOldLibraries(kind.archive(), folder.resolve("old.war")));
            archives.put(
                    WITHOUT_LOADER,
                    SampleArchive.withoutContextClassLoader(
                            kind.archive(), kind.servlets(distribution.home()), folder.resolve("bare.war")));
            int port = FreePort.any();
            Place place = new Place(
                    distribution.home(),
                    Files.createDirectories(folder.resolve("base")),
                    port,
                    SampleSettings.register(
                            emulator,
                            warehouse,
                            "http://localhost:" + port,
                            NAMES.stream().map(name -> "/" + name).toList(),
                            folder),
                    database,
                    archives,
                    RunningContainer.log(kind));
            RunningContainer container = RunningContainer.start(kind, place, distribution);
            toClose.push(container);
            // last, so that it is another application that the driver of the database remembers as the first one
            container.deploy(SAMPLE, kind.archive());
            return new Stage(toClose, emulator, warehouse, database, container);
        } catch (PartyMissingException | IOException | SQLException | InterruptedException | RuntimeException failed) {
            closeAll(toClose);
            throw failed;
        }
    }

    Emulator emulator() {
        return emulator;
    }

    WarehouseApi warehouse() {
        return warehouse;
    }

    Database database() {
        return database;
    }

    RunningContainer container() {
        return container;
    }

    @Override
    public void close() {
        closeAll(toClose);
    }

    private static void closeAll(Deque<AutoCloseable> parts) {
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception unheard) {
                throw new IllegalStateException("The stage could not be cleared.", unheard);
            }
        }
    }
}
