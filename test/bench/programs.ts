import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

type Program = ChildProcessByStdio<Writable, Readable, null>;

/** A program of the bench in a process of its own, spoken to line by line. */
export function start(file: string, args: readonly string[], nodeOptions: readonly string[] = []) {
  const script = fileURLToPath(new URL(`./${file}.js`, import.meta.url));
  const child: Program = spawn(process.execPath, [...nodeOptions, script, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async <T>(): Promise<T> => JSON.parse(String((await lines.next()).value)) as T;
  return { child, next, tell: (line: string) => child.stdin.write(`${line}\n`) };
}
