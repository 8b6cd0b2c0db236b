import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createChat } from '../../bot/chat.ts';
import { composeMesa } from '../../bot/compose.ts';
import { logIn, noting } from '../support/leavings.ts';
import { sandboxConfig } from './harness.ts';
import { EffectLog, type Failing, MASS_TRIAL, playFaults } from './mass-trial.ts';

/**
 * The desk as a process of its own in the middle of a mass deactivation, with a directory that fails. Begins once a
 * line on its input says on which folder, how many milliseconds late, and after how many calls of its directory it
 * ends with no warning. `trial.json` in the folder says which accounts are watched and which are refused.
 */
const { value } = await createInterface({ input: process.stdin })[Symbol.asyncIterator]().next();
const [folder = '', laterMs = '0', last = '0'] = String(value).split('\t');
const { users, failing } = JSON.parse(readFileSync(join(folder, 'trial.json'), 'utf8')) as {
  users: readonly string[];
  failing: Failing;
};
let left = Number(last);
const effects = new EffectLog(folder);

const { port } = await composeMesa(sandboxConfig(folder), {
  log: logIn(folder),
  chat: createChat,
  trial: {
    ...MASS_TRIAL,
    laterMs: Number(laterMs),
    begin: (sandbox) => {
      effects.watch(sandbox, users);
      playFaults(sandbox, failing, 1 + Number(laterMs));
    },
    sandbox: {
      ...MASS_TRIAL.sandbox,
      onExchange: noting(({ url }) => {
        effects.seen(url);
        left -= 1;
        if (left === 0) process.kill(process.pid, 'SIGKILL');
      }),
    },
  },
});
process.stdout.write(`${port}\n`);
