import { bucket, hash } from '../hashing.ts';
import type { Models } from '../model-file.ts';
import { createRecogniser } from '../recogniser.ts';
import { calibrate } from './calibrate.ts';
import type { Labelled } from './examples.ts';
import type { Scored } from './fit.ts';
import type { Grammar } from './grammar.ts';
import { figuresOf, type Judged, judge } from './measure.ts';
import { measureRecogniser } from './probe-process.ts';
import { generated, readGrammars, readHoldout, readWriters } from './sources.ts';
import { scoreRows, type Taught } from './strangers.ts';
import { type Prepared, prepareRows, teach } from './teach.ts';

const FOLDS = 5;

/** The fold of a row, by a hash of its text, so that it does not depend on the order of the file. */
function foldOf(row: Labelled): number {
  return bucket(hash(row.text), 16) % FOLDS;
}

function calibrated(models: Models, unseen: readonly Scored[]): Models {
  const { temperature, sureFrom } = calibrate(unseen);
  return { ...models, intent: { ...models.intent, temperature }, sureFrom };
}

/**
 * Each writer's messages judged by models that learnt from the grammars and all other writers; the threshold, too, is
 * set on the others' messages alone.
 */
function leaveOneWriterOut(made: readonly Prepared[], writers: readonly Taught[]): Judged[][] {
  const apart = writers.map((stranger) => {
    const others = writers.filter((writer) => writer !== stranger).flatMap((writer) => writer.prepared);
    const models = teach([...made, ...others]);
    return { models, rows: stranger.rows, scored: scoreRows(models.intent, models.tags, stranger.rows) };
  });
  return apart.map(({ models, rows }, index) => {
    const unseen = apart.filter((_, other) => other !== index).flatMap(({ scored }) => scored);
    return judge(calibrated(models, unseen), rows);
  });
}

/** Folds across all writers: a message is judged by models that learnt from other messages, some by the same writer. */
function crossValidate(grammar: Grammar, made: readonly Prepared[], writers: readonly Taught[]): Judged[] {
  const rows = writers.flatMap((writer) => writer.rows);
  const apart = Array.from({ length: FOLDS }, (_, fold) => {
    const learnt = rows.filter((row) => foldOf(row) !== fold);
    const judged = rows.filter((row) => foldOf(row) === fold);
    const models = teach([...made, ...prepareRows(grammar, learnt)]);
    return { models, rows: judged, scored: scoreRows(models.intent, models.tags, judged) };
  });
  return apart.flatMap(({ models, rows: judged }, index) => {
    const unseen = apart.filter((_, other) => other !== index).flatMap(({ scored }) => scored);
    return judge(calibrated(models, unseen), judged);
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

/** `npm run recognise:score`: other writers' messages and the hold-out as JSON; `-- --folds` adds folds across all writers. */
function main(): void {
  const grammar = readGrammars();
  const made = generated(grammar);
  const writers = readWriters().map((writer) => ({ ...writer, prepared: prepareRows(grammar, writer.rows) }));
  const strangers = leaveOneWriterOut(made, writers);
  const folds = process.argv.includes('--folds') && {
    crossValidation: { folds: FOLDS, ...figuresOf(crossValidate(grammar, made, writers)) },
  };
  const recognise = createRecogniser();
  const held = readHoldout().map((row): Judged => ({ row, said: recognise(row) }));
  const report = {
    leaveOneWriterOut: {
      ...figuresOf(strangers.flat()),
      confusions: confusions(strangers.flat()),
      writers: Object.fromEntries(
        writers.map(({ name }, index) => [name, figuresOf(strangers[index] ?? [])]),
      ),
    },
    ...folds,
    holdout: { ...figuresOf(held), confusions: confusions(held) },
    generatedMessages: made.length,
    cost: measureRecogniser(),
  };
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
}

main();
