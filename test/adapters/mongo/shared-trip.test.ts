import { expect, it } from 'vitest';
import { type Outcome, SharedTrip } from '../../../services/adapters/mongo/shared-trip.ts';

/** Trips that end when they are told to. */
function trips(most = 10) {
  const made: {
    readonly asked: readonly number[];
    end(outcomes: readonly Outcome<string>[] | Error): void;
  }[] = [];
  const shared = new SharedTrip<number, string>(
    (asked) =>
      new Promise((resolve, reject) => {
        const end = (outcomes: readonly Outcome<string>[] | Error) =>
          outcomes instanceof Error ? reject(outcomes) : resolve(outcomes);
        made.push({ asked, end });
      }),
    most,
  );
  return { shared, made };
}

const all = (asked: readonly number[]) => asked.map((n) => ({ value: `done ${n}` }));
const soon = () => new Promise((resolve) => setImmediate(resolve));

it('lets one alone go at once, and those made meanwhile together, no more than may', async () => {
  const { shared, made } = trips(3);
  const calls = Array.from({ length: 5 }, (_, n) => shared.ask(n));
  expect(made.map(({ asked }) => asked)).toEqual([[0]]);
  for (const n of [0, 1, 2]) {
    made[n]?.end(all(made[n]?.asked ?? []));
    await soon();
  }
  expect(made.map(({ asked }) => asked)).toEqual([[0], [1, 2, 3], [4]]);
  expect(await Promise.all(calls)).toEqual(['done 0', 'done 1', 'done 2', 'done 3', 'done 4']);
});

it('tells each its own outcome, and all of them what the trip died of; then it goes on', async () => {
  const { shared, made } = trips();
  const first = shared.ask(0);
  const lost = [shared.ask(1), shared.ask(2)];
  made[0]?.end([{ fault: 'its own' }]);
  await expect(first).rejects.toBe('its own');
  made[1]?.end(new Error('the trip'));
  for (const outcome of await Promise.allSettled(lost))
    expect(outcome).toMatchObject({ status: 'rejected', reason: { message: 'the trip' } });
  const next = shared.ask(3);
  made[2]?.end(all([3]));
  expect(await next).toBe('done 3');
});
