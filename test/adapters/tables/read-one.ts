import { readFileSync } from 'node:fs';
import { createTableFiles } from '../../../services/adapters/tables/table-files.ts';

/** Reads one file in a process of its own and tells the outcome and the most memory that it took, in MB. */
const [, , path = ''] = process.argv;
const wanted = [
  { name: 'name', headings: ['Nombre'], required: true },
  { name: 'email', headings: ['Correo'], required: true },
] as const;
const table = await createTableFiles().read(path, wanted);
const outcome = table.ok ? `${table.rows.length} rows` : table.code;

/** Kilobytes at the highest; what the system says of the process alone, since `maxRSS` begins with its parent's. */
function highest(): number {
  try {
    return Number(/VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
  } catch {
    return process.memoryUsage().rss / 1024;
  }
}

process.stdout.write(JSON.stringify({ outcome, mb: Math.round(highest() / 1024) }));
