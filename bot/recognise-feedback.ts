import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { asAppError } from '../services/domain/errors.ts';
import { openStores } from './compose-adapters.ts';
import { type Config, readConfig } from './config.ts';
import { feedbackLines } from './feedback-lines.ts';
import { createLog } from './log.ts';

/** `npm run recognise:feedback`: what people chose where the desk was unsure, from the configured store, as NDJSON. */
async function exportFeedback(config: Config): Promise<void> {
  const stores = await openStores(config, createLog());
  try {
    await pipeline(Readable.from(feedbackLines(stores.feedback)), process.stdout);
  } finally {
    await stores.close();
  }
}

/** Whoever reads may stop early, as `head` does. */
const stoppedReading = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && thrown.code === 'EPIPE';

const read = readConfig();
if (read.ok) {
  exportFeedback(read.config).catch((thrown: unknown) => {
    if (stoppedReading(thrown)) return;
    process.stderr.write(`The export could not run: ${asAppError(thrown).message}\n`);
    process.exitCode = 2;
  });
} else {
  process.stderr.write(`${read.problems.join('\n')}\n`);
  process.exitCode = 2;
}
