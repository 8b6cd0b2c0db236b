import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareLeavings } from './leavings.ts';

/** One folder for a whole run of vitest, whichever of its projects comes first, removed at its end. */
export function setup(): (() => void) | undefined {
  if (process.env.MESA_TEST_LEAVINGS !== undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'mesa-leavings-'));
  prepareLeavings(folder);
  process.env.MESA_TEST_LEAVINGS = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
