import { parseArgs } from 'node:util';
import { asAppError } from '../services/domain/errors.ts';
import type { Stores } from '../services/ports/stores.ts';
import { checkCode } from '../services/usecases/check-code.ts';
import { verifyHistories } from '../services/usecases/verify-histories.ts';
import { auditLines, codeLine, isClean } from './audit-lines.ts';
import { evidenceOf, historyKeyOf, openStores } from './compose-adapters.ts';
import { type Config, readConfig } from './config.ts';
import { createLog } from './log.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Verifies every history of the configured store, by itself and against the evidence file. */
async function auditAll(config: Config, { cases, settings }: Stores, historyKey: string): Promise<number> {
  const report = await verifyHistories({ cases, settings, historyKey, evidence: evidenceOf(config) });
  for (const line of auditLines(report)) say(line);
  return isClean(report) ? 0 : 1;
}

/** `npm run audit`; `npm run audit -- --verify CODE` checks the code of one record. Answers the exit code. */
async function audit(config: Config, code: string | undefined): Promise<number> {
  const stores = await openStores(config, createLog());
  try {
    const historyKey = await historyKeyOf(config, stores.settings);
    if (code === undefined) return await auditAll(config, stores, historyKey);
    const check = await checkCode({ cases: stores.cases, historyKey }, code);
    say(codeLine(check));
    return check.ok ? 0 : 1;
  } finally {
    await stores.close();
  }
}

const { values } = parseArgs({ options: { verify: { type: 'string' } }, strict: false });
const read = readConfig();
if (read.ok) {
  audit(read.config, typeof values.verify === 'string' ? values.verify : undefined).then(
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
