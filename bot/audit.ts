import { asAppError } from '../services/domain/errors.ts';
import { verifyHistories } from '../services/usecases/verify-histories.ts';
import { auditLines } from './audit-lines.ts';
import { historyKeyOf, openStores } from './compose-adapters.ts';
import { type Config, readConfig } from './config.ts';
import { createLog } from './log.ts';

/** `npm run audit`: verifies the chained history of every case in the configured store. */
async function audit(config: Config): Promise<number> {
  const stores = await openStores(config, createLog());
  try {
    const historyKey = await historyKeyOf(config, stores.settings);
    const report = await verifyHistories({ cases: stores.cases, historyKey });
    for (const line of auditLines(report)) process.stdout.write(`${line}\n`);
    return report.altered.length === 0 ? 0 : 1;
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
