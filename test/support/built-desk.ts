import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The desk as `npm run build` makes it, in a folder of its own, so that tests need no build before them. */
export interface BuiltDesk {
  readonly folder: string;
  readonly script: string;
  remove(): void;
}

/** Builds the project. */
export function buildDesk(): BuiltDesk {
  const root = resolve('.');
  const folder = mkdtempSync(join(tmpdir(), 'mesa-built-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json'), '--outDir', folder], {
    stdio: 'pipe',
  });
  const script = join(folder, 'bot/main.js');
  return { folder, script, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The desk in a process of its own. */
export class DeskProcess {
  readonly child: ChildProcess;
  out = '';
  err = '';
  readonly ended: Promise<number | string>;

  constructor(built: BuiltDesk, env: Readonly<Record<string, string>>) {
    this.child = spawn(process.execPath, [built.script], {
      cwd: built.folder,
      env: { PATH: '/usr/bin:/bin', MESA_PLAYGROUND: 'off', ...env },
    });
    this.child.stdout?.on('data', (chunk: Buffer) => {
      this.out += chunk.toString('utf8');
    });
    this.child.stderr?.on('data', (chunk: Buffer) => {
      this.err += chunk.toString('utf8');
    });
    this.ended = new Promise((resolve) => {
      this.child.once('close', (code, signal) => resolve(code ?? signal ?? ''));
    });
  }

  /** Resolves with the first line that it says, or with what it said until it ended. */
  firstLine(): Promise<string> {
    return new Promise((resolve) => {
      const look = () => {
        if (this.out.includes('\n')) resolve(this.out.split('\n')[0] ?? '');
      };
      this.child.stdout?.on('data', look);
      void this.ended.then(() => resolve(this.out));
      look();
    });
  }

  /** Resolves once it says that it is ready; rejects where it ends before. */
  ready(port: number): Promise<void> {
    return this.answers(port, (status) => status === 200);
  }

  /** Resolves once it answers at all, or as wanted. */
  async answers(port: number, wanted: (status: number) => boolean = () => true): Promise<void> {
    let over = false;
    void this.ended.then(() => {
      over = true;
    });
    for (;;) {
      const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
      if (answer && wanted(answer.status)) return;
      if (over) throw new TypeError(`ended: ${this.err}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  async stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | string> {
    this.child.kill(signal);
    return this.ended;
  }
}
