import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Models } from '../model-file.ts';
import { createRecogniser } from '../recogniser.ts';
import { calibrate } from './calibrate.ts';
import type { Labelled } from './examples.ts';
import { figuresOf, type Judged, judge } from './measure.ts';
import { generated, readLabelled } from './sources.ts';
import { DEV_WEIGHT, exampleOf, type Prepared, prepare, teach, teachIntent } from './teach.ts';

const FOLDS = 5;

/** Rows with their fold, by a hash of the id, so that a fold does not depend on the order of the file. */
function foldOf(row: Labelled): number {
  let value = 7;
  for (const character of row.id) value = (value * 31 + character.charCodeAt(0)) % 1_000_003;
  return value % FOLDS;
}

function calibrated(models: Models, zero: Models['intent'], rows: readonly Prepared[]): Models {
  const { temperature, sureFrom } = calibrate(zero, rows);
  return { ...models, intent: { ...models.intent, temperature }, sureFrom };
}

/** What does not depend on the fold: the generated messages, their words, and a model of them alone. */
interface Base {
  readonly made: readonly Prepared[];
  readonly known: ReadonlySet<string>;
  readonly zero: Models['intent'];
}

/** Everything that is fitted, the threshold included, is fitted without the fold that is judged. */
function crossValidate({ made, known, zero }: Base, dev: readonly Labelled[]): Judged[] {
  return Array.from({ length: FOLDS }, (_, fold) => fold).flatMap((fold) => {
    const rows = dev
      .filter((row) => foldOf(row) !== fold)
      .map((row) => prepare(exampleOf(row, DEV_WEIGHT), known));
    const models = calibrated(teach([...made, ...rows], known), zero, rows);
    return judge(
      models,
      dev.filter((row) => foldOf(row) === fold),
    );
  });
}

/** Each intent's most frequent mistakes: "wanted -> said" with their number. */
function confusions(judged: readonly Judged[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { row, said } of judged)
    if (said.intent !== row.intent) {
      const name = `${row.intent} -> ${said.intent}`;
      counts[name] = (counts[name] ?? 0) + 1;
    }
  return Object.fromEntries(
    Object.entries(counts)
      .sort((a, b) => b[1] - a[1])
      .slice(0, 12),
  );
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** What the shipped model costs, in a fresh process: load and message times in ms, memory in MB. */
function costs(): unknown {
  const probe = fileURLToPath(new URL('./probe.js', import.meta.url));
  const run = spawnSync(process.execPath, ['--expose-gc', probe], { encoding: 'utf8' });
  return JSON.parse(run.stdout);
}

/** `npm run recognise:score`: cross-validation on dev, dev from the grammars alone, and the hold-out, as JSON. */
function main(): void {
  const { prepared: made, known } = generated();
  const dev = readLabelled('dev');
  const holdout = readLabelled('holdout');
  const zero = teachIntent(made);
  const all = dev.map((row) => prepare(exampleOf(row, DEV_WEIGHT), known));
  const cross = crossValidate({ made, known, zero }, dev);
  const alone = judge(calibrated(teach(made, known), zero, all), dev);
  const recognise = createRecogniser();
  const held = holdout.map((row): Judged => ({ row, said: recognise(row) }));
  const report = {
    crossValidation: { folds: FOLDS, ...figuresOf(cross), confusions: confusions(cross) },
    withoutDev: { note: 'learnt from the grammars alone, judged on dev', ...figuresOf(alone) },
    holdout: { ...figuresOf(held), confusions: confusions(held) },
    generatedMessages: made.length,
    modelMegabytes: round(statSync(new URL('../model/model.json', import.meta.url)).size / 1e6),
    cost: costs(),
  };
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
}

main();
