import express, { type Router } from 'express';
import { Duration } from 'luxon';
import { z } from 'zod';
import type { DeskClock } from './desk-clock.ts';

const body = z.strictObject({ advance: z.string().max(40) });
/** A case's longest deadlines are months; more is a typing error. */
const LONGEST_MS = 3 * 366 * 24 * 3_600_000;

/** Milliseconds of an ISO 8601 duration such as `P3D` or `PT8H`; undefined where it is none that goes forward. */
function durationMs(iso: string): number | undefined {
  const duration = Duration.fromISO(iso);
  const ms = duration.isValid ? duration.toMillis() : Number.NaN;
  return ms > 0 && ms <= LONGEST_MS ? ms : undefined;
}

/**
 * The sandbox's clock, to be mounted at `/sandbox/clock`: GET tells the desk's time, POST `{"advance":"P3D"}` moves
 * it forward and answers once all that is then due has settled.
 */
export function clockRouter(deps: {
  readonly clock: DeskClock;
  readonly settled: () => Promise<void>;
}): Router {
  const router = express.Router();
  const told = () => ({ now: deps.clock.deskNow(), real: deps.clock.realNow() });
  router.get('/', (_request, response) => {
    response.json(told());
  });
  router.post('/', express.json({ limit: '1kb' }), async (request, response) => {
    const parsed = body.safeParse(request.body);
    const ms = parsed.success ? durationMs(parsed.data.advance) : undefined;
    if (ms === undefined) {
      response
        .status(400)
        .json({ problem: 'expected {"advance":"P3D"}, an ISO 8601 duration up to three years' });
      return;
    }
    await deps.clock.advance(ms);
    await deps.settled();
    response.json(told());
  });
  return router;
}
