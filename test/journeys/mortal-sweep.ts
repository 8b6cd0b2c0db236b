import { createInterface } from 'node:readline';
import { createChat } from '../../bot/chat.ts';
import { composeMesa } from '../../bot/compose.ts';
import { sweepDeadlines } from '../../services/usecases/sweep-deadlines.ts';
import { logIn } from '../support/leavings.ts';
import { sandboxConfig, TRIAL } from './harness.ts';

/**
 * A desk as a process of its own whose sweep is killed in the middle. Begins once a line on its input says on which
 * folder, how many milliseconds late, and after how many written cases it ends with no warning; the cases behind them
 * in the same batch are on their way by then.
 */
const { value } = await createInterface({ input: process.stdin })[Symbol.asyncIterator]().next();
const [folder = '', laterMs = '0', last = '0'] = String(value).split('\t');
const { deps } = await composeMesa(sandboxConfig(folder), {
  log: logIn(folder),
  chat: createChat,
  trial: TRIAL,
});

let begun = 0;
let written = 0;
const replace: typeof deps.cases.replace = async (...args) => {
  begun += 1;
  if (begun > Number(last)) return new Promise(() => {});
  const done = await deps.cases.replace(...args);
  written += 1;
  if (written === Number(last)) process.kill(process.pid, 'SIGKILL');
  return done;
};
const late = () => new Date(Date.now() + Number(laterMs)).toISOString();
await sweepDeadlines({
  ...deps,
  clock: { deskNow: late, realNow: late },
  cases: { ...deps.cases, replace },
});
