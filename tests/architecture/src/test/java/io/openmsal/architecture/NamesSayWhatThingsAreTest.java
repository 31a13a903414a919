package io.openmsal.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.openmsal.architecture.HeldRule.provenBy;

import com.tngtech.archunit.lang.ArchRule;
import io.openmsal.planted.PlantedHelper;
import io.openmsal.planted.PlantedImpl;
import io.openmsal.planted.PlantedUtil;
import io.openmsal.planted.PlantedUtils;
import io.openmsal.planted.util.LivesInAUtilPackage;
import java.util.stream.Stream;

/** A name that fits anything tells a reader nothing. */
class NamesSayWhatThingsAreTest extends HeldRules {

    @Override
    Stream<HeldRule> rules() {
        return Stream.of(
                provenBy(PlantedUtil.class, nobodyIsCalled("Util")),
                provenBy(PlantedUtils.class, nobodyIsCalled("Utils")),
                provenBy(PlantedImpl.class, nobodyIsCalled("Impl")),
                provenBy(PlantedHelper.class, nobodyIsCalled("Helper")),
                provenBy(
                        LivesInAUtilPackage.class,
                        noClasses()
                                .should()
                                .resideInAnyPackage(
                                        "..util..", "..utils..", "..impl..", "..helper..", "..model..", "..common..")
                                .as("no package is named after a kind of code")));
    }

    private static ArchRule nobodyIsCalled(String ending) {
        return noClasses().should().haveSimpleNameEndingWith(ending).as("no class is called *" + ending);
    }
}
