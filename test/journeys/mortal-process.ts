import { createInterface } from 'node:readline';
import { createChat } from '../../bot/chat.ts';
import { composeMesa } from '../../bot/compose.ts';
import { logIn, noting } from '../support/leavings.ts';
import { sandboxConfig, TRIAL } from './harness.ts';

/**
 * The whole desk as a process of its own, which begins once a line on its input says on which folder, how many
 * milliseconds late, and when to end. It prints its port, and ends with no warning right after its directory has
 * done the n-th thing asked of it, unless n is 0.
 */
const { value } = await createInterface({ input: process.stdin })[Symbol.asyncIterator]().next();
const [folder = '', laterMs = '0', last = '0'] = String(value).split('\t');
let left = Number(last);

const { port } = await composeMesa(sandboxConfig(folder), {
  log: logIn(folder),
  chat: createChat,
  trial: {
    ...TRIAL,
    laterMs: Number(laterMs),
    sandbox: {
      ...TRIAL.sandbox,
      onExchange: noting(() => {
        left -= 1;
        if (left === 0) process.kill(process.pid, 'SIGKILL');
      }),
    },
  },
});
process.stdout.write(`${port}\n`);
