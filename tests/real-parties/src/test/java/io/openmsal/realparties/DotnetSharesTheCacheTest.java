package io.openmsal.realparties;

import io.openmsal.realparties.dotnet.DotnetMsal;
import io.openmsal.realparties.dotnet.NeedsDotnetMsal;
import io.openmsal.realparties.party.MsalProgram;
import io.openmsal.testing.emulator.Emulator;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;

/** MSAL for .NET. */
@NeedsDotnetMsal
class DotnetSharesTheCacheTest extends SharedCacheContract {

    private DotnetMsal dotnet;

    @BeforeEach
    void find(DotnetMsal found) {
        dotnet = found;
    }

    @Override
    MsalProgram program(Emulator emulator, String tenant, Path cache) {
        return dotnet.program(emulator, tenant, cache);
    }
}
