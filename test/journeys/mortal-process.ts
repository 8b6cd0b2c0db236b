import { createChat } from '../../bot/chat.ts';
import { composeMesa } from '../../bot/compose.ts';
import { createLog } from '../../bot/log.ts';
import { sandboxConfig, TRIAL } from './harness.ts';

/**
 * The whole desk as a process of its own, on the folder named first and that many milliseconds late. It prints its
 * port, and ends with no warning right after its directory has done the n-th thing asked of it, unless n is 0.
 */
const [, , folder = '', laterMs = '0', last = '0'] = process.argv;
let left = Number(last);

const { port } = await composeMesa(sandboxConfig(folder), {
  log: createLog('silent'),
  chat: createChat,
  trial: {
    ...TRIAL,
    laterMs: Number(laterMs),
    sandbox: {
      ...TRIAL.sandbox,
      onExchange: () => {
        left -= 1;
        if (left === 0) process.kill(process.pid, 'SIGKILL');
      },
    },
  },
});
process.stdout.write(`${port}\n`);
