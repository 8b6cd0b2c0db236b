interface Lane {
  running: number;
  readonly waiting: (() => void)[];
}

/** Lets at most `width` tasks of one lane run at once, in order of arrival. */
export interface Lanes {
  /** Rejects with `aborted()` where the signal ends the wait before the task began. */
  run<T>(
    lane: string,
    task: () => Promise<T>,
    signal: AbortSignal | undefined,
    aborted: () => Error,
  ): Promise<T>;
}

/** Lanes that exist only while somebody is in them. */
export function createLanes(width: number): Lanes {
  const lanes = new Map<string, Lane>();

  function enter(lane: Lane, signal: AbortSignal | undefined, aborted: () => Error): Promise<void> {
    if (lane.running < width) {
      lane.running += 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const onTurn = () => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      };
      const onAbort = () => {
        lane.waiting.splice(lane.waiting.indexOf(onTurn), 1);
        reject(aborted());
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      lane.waiting.push(onTurn);
    });
  }

  /** The place goes straight to the next in line, so that nobody slips in between. */
  function leave(name: string, lane: Lane): void {
    const turn = lane.waiting.shift();
    if (turn) {
      turn();
      return;
    }
    lane.running -= 1;
    if (lane.running === 0) lanes.delete(name);
  }

  return {
    run: async (name, task, signal, aborted) => {
      if (signal?.aborted) throw aborted();
      const lane = lanes.get(name) ?? { running: 0, waiting: [] };
      lanes.set(name, lane);
      await enter(lane, signal, aborted);
      try {
        return await task();
      } finally {
        leave(name, lane);
      }
    },
  };
}
