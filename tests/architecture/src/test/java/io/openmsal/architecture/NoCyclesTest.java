package io.openmsal.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.openmsal.architecture.HeldRule.provenBy;

import com.tngtech.archunit.lang.ArchRule;
import io.openmsal.adapter.http.planted.even.Even;
import io.openmsal.adapter.http.planted.odd.Odd;
import io.openmsal.domain.plantedegg.Egg;
import io.openmsal.domain.plantedhen.Hen;
import io.openmsal.port.plantedleft.LeftPort;
import io.openmsal.port.plantedright.RightPort;
import io.openmsal.testing.planted.NamesTheRightHand;
import io.openmsal.testing.plantedright.NamesTheLeftHand;
import java.util.stream.Stream;

/** Packages can be read in an order: none needs to be understood before itself. */
class NoCyclesTest extends HeldRules {

    @Override
    Stream<HeldRule> rules() {
        return Stream.of(
                provenBy(LeftPort.class, RightPort.class, noCycleAmong(Hexagon.PORTS.replace("..", ".(*).."))),
                provenBy(Hen.class, Egg.class, noCycleAmong(Hexagon.DOMAIN_ROOT + ".(*)..")),
                provenBy(Even.class, Odd.class, noCycleAmong(Hexagon.ADAPTER_ROOT + ".(**)")),
                provenBy(
                        NamesTheRightHand.class,
                        NamesTheLeftHand.class,
                        noCycleAmong(Hexagon.TESTING.replace("..", ".(*).."))));
    }

    private static ArchRule noCycleAmong(String packages) {
        return slices().matching(packages).should().beFreeOfCycles();
    }
}
