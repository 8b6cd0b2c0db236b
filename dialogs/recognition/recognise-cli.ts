import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { answerLine } from './recognise-line.ts';
import { createRecogniser } from './recogniser.ts';

/** `npm run recognise`: NDJSON on standard input, NDJSON on standard output, in the same order; blank lines are passed over. */
async function main(): Promise<void> {
  const recognise = createRecogniser();
  let number = 0;
  for await (const text of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (text.trim() === '') continue;
    if (!process.stdout.write(`${answerLine(recognise, text, number)}\n`))
      await once(process.stdout, 'drain');
  }
}

// The reader of our output may leave early (`| head`); that is no fault of ours.
process.stdout.on('error', () => process.exit(0));
await main();
