package dev.keel.core.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.Samples;
import dev.keel.core.account.Account;
import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.order.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ConcurrentRunnerTest {
    private static final int THREADS = 8;
    private static final int PER_THREAD = 100;

    private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();
    private final ExecutorService callers = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void stop() {
        callers.shutdownNow();
        work.close();
    }

    @Test
    void decidesEveryCommandOfManyThreadsOnce() throws Exception {
        Rig rig = new Rig(work);
        AccountRunner runner = rig.open();
        rig.venue.onSubmit = order -> rig.venue.fill(order.id(), "t" + order.id(), "1");

        List<CompletableFuture<List<AccountEvent>>> replies =
                fromManyThreads(n -> runner.submit(buy("key " + n)).toCompletableFuture());
        CompletableFuture.allOf(replies.toArray(CompletableFuture[]::new))
                .get(20, TimeUnit.SECONDS);
        runner.whenIdle().toCompletableFuture().get(20, TimeUnit.SECONDS);

        assertThat(replies).allMatch(reply -> reply.join().size() == 1);
        assertThat(rig.venue.submitted)
                .hasSize(THREADS * PER_THREAD)
                .satisfies(ids -> assertThat(List.copyOf(ids)).isSorted());
        assertThat(rig.recorded()).hasSize((int) runner.state().sequence());
        assertThat(Rig.dump(Account.replay(rig.recorded()))).isEqualTo(Rig.dump(runner.state()));
        assertThat(runner.state().position(Samples.PERP_ID).orElseThrow().quantity())
                .isEqualTo(Samples.quantity(Integer.toString(THREADS * PER_THREAD)));
    }

    @Test
    void isIdleOnlyAfterWhatTheCallerSentBefore() throws Exception {
        Rig rig = new Rig(work);
        AccountRunner runner = rig.open();

        List<Boolean> doneWhenIdle =
                fromManyThreads(n -> {
                    CompletableFuture<List<AccountEvent>> reply =
                            runner.submit(buy("key " + n)).toCompletableFuture();
                    runner.whenIdle().toCompletableFuture().join();
                    return reply.isDone();
                });

        assertThat(doneWhenIdle).containsOnly(true);
    }

    @Test
    void answersEverybodyWhileItFailsAndRecovers() throws Exception {
        Rig rig = new Rig(work);
        AccountRunner runner = rig.open();
        rig.venue.onSubmit = _ -> rig.venue.breakOnce();

        List<CompletableFuture<List<AccountEvent>>> replies =
                fromManyThreads(n -> {
                    if (n % 50 == 7) {
                        rig.venue.broken = true;
                    }
                    if (n % 50 == 9) {
                        runner.recover();
                    }
                    return runner.submit(buy("key " + n)).toCompletableFuture();
                });
        runner.recover();
        CompletableFuture<?> all =
                CompletableFuture.allOf(replies.toArray(CompletableFuture[]::new));

        all.handle((_, _) -> true).get(20, TimeUnit.SECONDS);
        runner.whenIdle().toCompletableFuture().get(20, TimeUnit.SECONDS);
        assertThat(Rig.dump(Account.replay(rig.recorded()))).isEqualTo(Rig.dump(runner.state()));
    }

    private static AccountCommand buy(String key) {
        return Samples.place(Samples.market(Samples.PERP_ID, Side.BUY, "1"), key);
    }

    private <T> List<T> fromManyThreads(Submission<T> submission) throws Exception {
        List<Callable<List<T>>> tasks = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            int first = t * PER_THREAD;
            tasks.add(() -> {
                List<T> results = new ArrayList<>();
                for (int i = 0; i < PER_THREAD; i++) {
                    results.add(submission.submit(first + i));
                }
                return results;
            });
        }
        List<T> results = new ArrayList<>();
        for (Future<List<T>> future : callers.invokeAll(tasks)) {
            results.addAll(future.get());
        }
        return results;
    }

    private interface Submission<T> {
        T submit(int n);
    }
}
