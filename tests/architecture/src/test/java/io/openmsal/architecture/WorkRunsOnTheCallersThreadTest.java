package io.openmsal.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.openmsal.architecture.HeldRule.provenBy;

import io.openmsal.domain.planted.BorrowsTheCommonPool;
import io.openmsal.domain.planted.RunsAsyncWithoutAnExecutor;
import io.openmsal.domain.planted.StartsAThread;
import io.openmsal.domain.planted.StreamsInParallel;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.stream.BaseStream;
import java.util.stream.Stream;

/** In a container the common pool has the wrong class loader and the wrong identity: only the caller's threads work. */
class WorkRunsOnTheCallersThreadTest extends HeldRules {

    @Override
    Stream<HeldRule> rules() {
        return Stream.of(
                provenBy(
                        BorrowsTheCommonPool.class,
                        noClasses()
                                .should()
                                .accessTargetWhere(Access.any(
                                        Access.to(ForkJoinPool.class, "commonPool"),
                                        Access.to(ForkJoinTask.class, "fork|invoke|invokeAll")))
                                .as("the common pool is never used")),
                provenBy(
                        StreamsInParallel.class,
                        noClasses()
                                .should()
                                .accessTargetWhere(Access.any(
                                        Access.to(Collection.class, "parallelStream"),
                                        Access.to(BaseStream.class, "parallel")))
                                .as("no stream is parallel")),
                provenBy(
                        RunsAsyncWithoutAnExecutor.class,
                        noClasses()
                                .should()
                                .accessTargetWhere(Access.any(
                                                Access.to(CompletionStage.class, ".*Async"),
                                                Access.to(CompletableFuture.class, "delayedExecutor"))
                                        .and(Access.withoutParameter(Executor.class)))
                                .as("what runs asynchronously runs on an executor that was given")),
                provenBy(
                        StartsAThread.class,
                        noClasses()
                                .that()
                                .resideInAnyPackage(Hexagon.PORTS, Hexagon.DOMAIN)
                                .should()
                                .accessTargetWhere(Access.any(
                                        Access.toConstructorOf(Thread.class),
                                        Access.to(Thread.class, "start|startVirtualThread|ofVirtual|ofPlatform"),
                                        Access.to(Executors.class, ".*"),
                                        Access.toConstructorOf(Executor.class)))
                                .as("ports and domain start no thread")));
    }
}
