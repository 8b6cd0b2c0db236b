import { createRecogniser } from '../recogniser.ts';
import { readWriters } from './sources.ts';

/** Measures the shipped recogniser in a process of its own; run with --expose-gc. */
function main(): void {
  const rows = readWriters().flatMap((writer) => writer.rows);
  globalThis.gc?.();
  const before = process.memoryUsage();
  const start = performance.now();
  const recognise = createRecogniser();
  const loadMs = performance.now() - start;
  for (const row of rows) recognise(row);
  const times: number[] = [];
  for (let turn = 0; turn < 5; turn += 1)
    for (const row of rows) {
      const from = performance.now();
      recognise(row);
      times.push(performance.now() - from);
    }
  times.sort((a, b) => a - b);
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
