import { createRecogniser } from '../recogniser.ts';
import { readLabelled } from './sources.ts';

/** The middle one of several measurements, in ms, which other work on the machine disturbs little. */
function typical(work: () => void): number {
  const times = Array.from({ length: 9 }, () => {
    const from = performance.now();
    work();
    return performance.now() - from;
  });
  return times.sort((a, b) => a - b)[4] ?? 0;
}

/** Measures the shipped recogniser in a process of its own; run with --expose-gc. */
function main(): void {
  const rows = [...readLabelled('dev'), ...readLabelled('holdout')];
  globalThis.gc?.();
  const before = process.memoryUsage();
  const start = performance.now();
  const recognise = createRecogniser();
  const loadMs = performance.now() - start;
  for (const row of rows) recognise(row);
  const times = rows.map((row) => typical(() => recognise(row))).sort((a, b) => a - b);
  globalThis.gc?.();
  const after = process.memoryUsage();
  const used = (memory: NodeJS.MemoryUsage): number =>
    memory.heapUsed + memory.arrayBuffers + memory.external;
  const at = (share: number): number =>
    Math.round((times[Math.floor(times.length * share)] ?? 0) * 1000) / 1000;
  process.stdout.write(
    JSON.stringify({
      loadMs: Math.round(loadMs),
      medianMs: at(0.5),
      p99Ms: at(0.99),
      memoryMegabytes: Math.round((used(after) - used(before)) / 1e5) / 10,
    }),
  );
}

main();
