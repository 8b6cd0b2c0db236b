import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const costs = z.object({
  /** Until the recogniser is there, models read. */
  loadMs: z.number(),
  medianMs: z.number(),
  p99Ms: z.number(),
  /** What the models hold on to after use. */
  memoryMegabytes: z.number(),
});

/** What the recogniser costs: milliseconds and megabytes. */
export interface RecogniserCosts extends z.infer<typeof costs> {
  readonly modelMegabytes: number;
}

/** Measures the shipped recogniser in a fresh process over the labelled messages; run at the repository's root, on what is built there. */
export function measureRecogniser(): RecogniserCosts {
  const folder = fileURLToPath(new URL('..', import.meta.url));
  const run = spawnSync(process.execPath, ['--expose-gc', `${folder}training/probe.js`], {
    encoding: 'utf8',
  });
  const modelMegabytes = Math.round(statSync(`${folder}model/model.json`).size / 1e4) / 100;
  return { ...costs.parse(JSON.parse(run.stdout)), modelMegabytes };
}
