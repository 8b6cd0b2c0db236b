import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

const STOP_MS = 5_000;

/** A server that somebody started and has to stop. */
export interface ServerProcess {
  /** The capture of the line that said it was ready. */
  readonly ready: RegExpExecArray;
  stop(): Promise<void>;
}

/**
 * Starts a program and waits until its output matches `ready`. Rejects with what the program said when it ends
 * first. `stop` closes its input, sends SIGTERM, and kills it where that does not help.
 */
export async function startServer(
  program: string,
  parameters: string[],
  ready: RegExp,
): Promise<ServerProcess> {
  const child = spawn(program, parameters, { stdio: ['pipe', 'pipe', 'pipe'] });
  const killed = () => child.kill('SIGKILL');
  process.once('exit', killed);
  const ended = ending(child);
  try {
    return {
      ready: await readyLine(child, ready, ended),
      stop: async () => {
        child.stdin.end();
        child.kill('SIGTERM');
        const late = setTimeout(killed, STOP_MS);
        await ended;
        clearTimeout(late);
        process.off('exit', killed);
      },
    };
  } catch (cause) {
    killed();
    process.off('exit', killed);
    throw cause;
  }
}

async function ending(child: ChildProcess): Promise<string> {
  try {
    const [code, signal] = await once(child, 'close');
    return `ended with ${code ?? signal}`;
  } catch (cause) {
    return String(cause);
  }
}

function readyLine(child: ChildProcess, ready: RegExp, ended: Promise<string>): Promise<RegExpExecArray> {
  let said = '';
  return new Promise((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(-20_000);
      const found = ready.exec(said);
      if (found !== null) resolve(found);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    void ended.then((how) =>
      reject(new Error(`${child.spawnfile} ${how} before it was ready: ${said.slice(-500)}`)),
    );
  });
}
