import { AppError } from '../../domain/errors.ts';
import type { GraphClient } from './client.ts';
import { queryString } from './odata.ts';

/** Whether the desk can read the directory now. Never throws. */
export interface GraphProbe {
  reachable(): Promise<boolean>;
}

const LIMITS = { attempts: 1, timeoutMs: 3_000, budgetMs: 3_000 };
const FRESH_MS = 5_000;

/**
 * One small read with a permission that the desk has anyway. Throttled counts as reachable, a token or a permission
 * refused does not. An answer stands for five seconds, so that readiness checks cost Graph next to nothing.
 */
export function createGraphProbe(client: GraphClient): GraphProbe {
  const quick = client.within(LIMITS);
  let last: { readonly at: number; readonly answer: Promise<boolean> } | undefined;

  async function look(): Promise<boolean> {
    try {
      const path = `/users${queryString({ select: ['id'], top: 1 })}`;
      return (await quick.ask('GET', { op: 'probe', path })).kind === 'ok';
    } catch (thrown) {
      return thrown instanceof AppError && thrown.code === 'directory_throttled';
    }
  }

  return {
    reachable: () => {
      const now = client.now();
      if (!last || now - last.at >= FRESH_MS) last = { at: now, answer: look() };
      return last.answer;
    },
  };
}
