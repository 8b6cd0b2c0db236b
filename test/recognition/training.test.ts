import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { tokensOf } from '../../dialogs/recognition/chunks.ts';
import { spansOf } from '../../dialogs/recognition/entities.ts';
import { createRecogniser } from '../../dialogs/recognition/recogniser.ts';
import { keyOf, TAGS } from '../../dialogs/recognition/tags.ts';
import { tidy } from '../../dialogs/recognition/text.ts';
import { align } from '../../dialogs/recognition/training/examples.ts';
import { generate } from '../../dialogs/recognition/training/generate.ts';
import { readGrammar } from '../../dialogs/recognition/training/grammar.ts';
import { figuresOf, type Judged } from '../../dialogs/recognition/training/measure.ts';
import { readLabelled } from '../../dialogs/recognition/training/sources.ts';
import { parseTemplate, variants } from '../../dialogs/recognition/training/template.ts';
import { INTENTS } from '../../dialogs/recognition/types.ts';

const FOLDER = fileURLToPath(new URL('../../dialogs/recognition/training/grammar', import.meta.url));
const MODEL = fileURLToPath(new URL('../../dialogs/recognition/model/model.json', import.meta.url));

describe('the grammars', () => {
  const grammar = readGrammar(FOLDER);
  const made = generate(grammar, 1);

  it('yield thousands of different messages of every intent, the same from the same seed', () => {
    expect(new Set(made.map(({ text }) => text)).size).toBeGreaterThan(8000);
    expect(new Set(made.map(({ example }) => example.intent))).toEqual(new Set(INTENTS));
    const again = generate(grammar, 1);
    expect(again.map(({ text }) => text)).toEqual(made.map(({ text }) => text));
    expect(generate(grammar, 2).map(({ text }) => text)).not.toEqual(made.map(({ text }) => text));
  });

  it('label every key, and only with tags that exist', () => {
    const keys = new Set(made.flatMap(({ example }) => example.tags.map(keyOf)));
    for (const tag of TAGS) expect(keys).toContain(keyOf(tag));
  });

  it('never yield a message of the hold-out', () => {
    const texts = new Set(made.map(({ text }) => text.trim().toLowerCase()));
    const repeated = readLabelled('holdout').filter((row) => texts.has(row.text.trim().toLowerCase()));
    // Single words that everybody says may coincide.
    expect(repeated.filter((row) => row.text.includes(' '))).toEqual([]);
  });

  it('are refused with the line where one cannot be read', () => {
    expect(() => parseTemplate('(a|b')).toThrow(/settings_invalid.*missing/);
    expect(() => parseTemplate('{holderName: a')).toThrow(/settings_invalid/);
    expect(variants(parseTemplate('(a|b) [c]'))).toBe(4);
  });
});

describe('labelled messages', () => {
  it('are found in their tokens, but for the few whose value is written otherwise', () => {
    const rows = [...readLabelled('dev'), ...readLabelled('holdout')];
    const lost = rows.flatMap((row) => align(tokensOf(tidy(row.text), row.locale), row).lost);
    const wanted = rows.flatMap((row) => Object.keys(row.entities));
    expect(lost.length).toBeLessThan(wanted.length * 0.01);
  });

  it('give their spans back', () => {
    expect(spansOf(['O', 'B-position', 'I-position', 'B-position', 'account', 'I-newValue'])).toEqual([
      { key: 'position', from: 1, to: 3 },
      { key: 'position', from: 3, to: 4 },
      { key: 'account', from: 4, to: 5 },
      { key: 'newValue', from: 5, to: 6 },
    ]);
  });
});

describe('the shipped model', () => {
  const recognise = createRecogniser();
  const judge = (name: 'dev' | 'holdout'): Judged[] =>
    readLabelled(name).map((row) => ({ row, said: recognise(row) }));

  it('is under 5 MB', () => {
    expect(statSync(MODEL).size).toBeLessThan(5_000_000);
    expect(JSON.parse(readFileSync(MODEL, 'utf8'))).toHaveProperty('sureFrom');
  });

  it('knows what it has learnt and is not sure of what it gets wrong', () => {
    const figures = figuresOf(judge('dev'));
    expect(figures.intentAccuracy).toBeGreaterThan(0.98);
    expect(figures.entityF1).toBeGreaterThan(0.97);
    expect(figures.sureAndWrong).toBeLessThanOrEqual(0.005);
  });

  it('has not fallen behind on messages that it never saw', () => {
    const figures = figuresOf(judge('holdout'));
    expect(figures.intentAccuracy).toBeGreaterThan(0.86);
    expect(figures.entityF1).toBeGreaterThan(0.84);
    expect(figures.sureAndWrong).toBeLessThan(0.04);
  });
});
