import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';

/** A program of the tests that plain Node can run in a process of its own. */
export interface Compiled {
  /** The JavaScript file to start. */
  readonly script: string;
  remove(): void;
}

/**
 * Compiles one TypeScript file of the project (path from its root) with all that it imports into a folder of its
 * own, for tests that start and kill real processes. Node 20 runs no TypeScript.
 */
export function compile(entry: string): Compiled {
  const root = resolve('.');
  const folder = mkdtempSync(join(tmpdir(), 'mesa-compiled-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  const config = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: {
      rootDir: root,
      outDir: folder,
      noEmit: false,
      typeRoots: [join(root, 'node_modules/@types')],
    },
    include: ['bot', 'dialogs', 'services'].map((folder) => join(root, folder, '**/*.json')),
    files: [join(root, entry)],
  };
  const project = join(folder, 'tsconfig.json');
  writeFileSync(project, JSON.stringify(config));
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', project], {
    stdio: 'pipe',
  });
  const script = join(folder, relative(root, join(root, entry)).replace(/\.ts$/, '.js'));
  return { script, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
