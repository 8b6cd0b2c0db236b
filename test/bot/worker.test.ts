import { describe, expect, it } from 'vitest';
import { createLog } from '../../bot/log.ts';
import { startWorker, type WorkerDeps } from '../../bot/worker.ts';
import { AppError } from '../../services/domain/errors.ts';
import { systemClock } from '../support/edge-bot.ts';

interface Job {
  /** Milliseconds after the epoch. */
  due: number;
  readonly run: () => Promise<void>;
}

/** Jobs as the case store keeps them: claimed once, gone when done. */
function backlog(jobs: Job[], more: Partial<WorkerDeps> = {}) {
  const claimed = new Set<Job>();
  let looks = 0;
  const open = () => jobs.filter((job) => !claimed.has(job));
  const worker = startWorker({
    nextDue: async () => {
      looks += 1;
      const next = open().sort((a, b) => a.due - b.due)[0];
      return next ? new Date(next.due).toISOString() : '';
    },
    runDue: async () => {
      const job = open().find((one) => one.due <= Date.now());
      if (!job) return 'idle';
      claimed.add(job);
      await job.run();
      return 'worked';
    },
    rounds: async () => {},
    clock: systemClock,
    log: createLog('silent'),
    ...more,
  });
  return { worker, jobs, claimed, looks: () => looks };
}

const gate = () => {
  let open: () => void = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), passed };
};

describe('the worker', () => {
  it('does what is due when it starts, and then rests', async () => {
    const done: number[] = [];
    const slowly = () => new Promise((resolve) => setTimeout(resolve, 60));
    const jobs = [1, 2, 3].map((n) => ({ due: 0, run: () => slowly().then(() => void done.push(n)) }));
    const { worker } = backlog(jobs, { pollMs: 600_000 });
    await worker.settled();
    expect(done.sort()).toEqual([1, 2, 3]);
    await worker.stop();
  });

  it('wakes at once for new work, though it sleeps long', async () => {
    const { worker, jobs } = backlog([], { pollMs: 600_000 });
    await worker.settled();
    const done = gate();
    jobs.push({ due: 0, run: async () => done.open() });
    worker.wake();
    await done.passed;
    await worker.stop();
  });

  it('comes back for work that falls due later', async () => {
    const done = gate();
    const { worker } = backlog([{ due: Date.now() + 120, run: async () => done.open() }], {
      pollMs: 600_000,
    });
    await done.passed;
    await worker.stop();
  });

  it('lets a long piece of work hold nobody else up', async () => {
    const long = gate();
    const short = gate();
    const { worker } = backlog([
      { due: 0, run: () => long.passed },
      { due: 1, run: async () => short.open() },
    ]);
    await short.passed;
    long.open();
    await worker.stop();
  });

  it('never runs more at once than it may', async () => {
    let running = 0;
    let most = 0;
    const jobs = Array.from({ length: 12 }, (_, n) => ({
      due: n,
      run: async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, 5));
        running -= 1;
      },
    }));
    const { worker } = backlog(jobs, { parallel: 3 });
    await worker.settled();
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(3);
    await worker.stop();
  });

  it('goes on after a fault of the store', async () => {
    let faults = 2;
    const done = gate();
    const { worker } = backlog([{ due: 0, run: async () => done.open() }], {
      rounds: async () => {
        faults -= 1;
        if (faults >= 0) throw new AppError('store_unavailable');
      },
    });
    worker.wake();
    await done.passed;
    await worker.stop();
  });

  it('stops only when what runs has ended, and takes nothing new', async () => {
    const long = gate();
    const begun = gate();
    const { worker, jobs, claimed } = backlog([
      {
        due: 0,
        run: () => {
          begun.open();
          return long.passed;
        },
      },
    ]);
    await begun.passed;
    let stopped = false;
    const stop = worker.stop().then(() => {
      stopped = true;
    });
    jobs.push({ due: 0, run: async () => {} });
    worker.wake();
    await new Promise((resolve) => setImmediate(resolve));
    expect(stopped).toBe(false);
    long.open();
    await stop;
    expect(claimed.size).toBe(1);
  });

  it('is settled only once work that comes back in a moment is done too', async () => {
    let done = false;
    const { worker } = backlog([
      {
        due: Date.now() + 100,
        run: async () => {
          done = true;
        },
      },
    ]);
    await worker.settled();
    expect(done).toBe(true);
    await worker.stop();
  });
});
