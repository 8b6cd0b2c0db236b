import { asAppError } from '../services/domain/errors.ts';
import { verifyHistories } from '../services/usecases/verify-histories.ts';
import { auditLines, isClean } from './audit-lines.ts';
import { evidenceOf, historyKeyOf, openStores } from './compose-adapters.ts';
import { type Config, readConfig } from './config.ts';
import { createLog } from './log.ts';

/** `npm run audit`: verifies every history of the configured store, by itself and against the evidence file. */
async function audit(config: Config): Promise<number> {
  const stores = await openStores(config, createLog());
  try {
    const historyKey = await historyKeyOf(config, stores.settings);
    const { cases, settings } = stores;
    const report = await verifyHistories({ cases, settings, historyKey, evidence: evidenceOf(config) });
    for (const line of auditLines(report)) process.stdout.write(`${line}\n`);
    return isClean(report) ? 0 : 1;
  } finally {
    await stores.close();
  }
}

const read = readConfig();
if (read.ok) {
  audit(read.config).then(
    (code) => process.exit(code),
    (thrown: unknown) => {
      process.stderr.write(`The audit could not run: ${asAppError(thrown).message}\n`);
      process.exit(2);
    },
  );
} else {
  process.stderr.write(`${read.problems.join('\n')}\n`);
  process.exit(2);
}
