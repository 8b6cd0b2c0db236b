import { describe, expect, test } from 'vitest';
import { FIELD_IDS, KINDS } from '../../services/domain/case.ts';
import { PROBLEMS } from '../../services/domain/field-parsers.ts';
import { FIELDS } from '../../services/domain/fields.ts';
import { CHANGES } from '../../services/domain/procedure.ts';
import { en } from '../../services/locale/en.ts';
import { es } from '../../services/locale/es.ts';

/** Every text by its key, `case.status.closed`; plural forms count as one key, as languages differ in them. */
function textsOf(node: unknown, path = ''): readonly (readonly [string, unknown])[] {
  if (typeof node !== 'object' || node === null) {
    return [[path.replace(/_(zero|one|two|few|many|other)$/, ''), node]];
  }
  return Object.entries(node).flatMap(([key, value]) => textsOf(value, path === '' ? key : `${path}.${key}`));
}

const variables = (text: unknown) =>
  [...new Set([...String(text).matchAll(/\{\{-?\s*([^},\s]+)[^}]*\}\}/g)].map((found) => found[1]))].sort();

const SECTIONS = Object.keys(es) as (keyof typeof es)[];

test('both languages have the same sections', () => {
  expect(Object.keys(en).sort()).toEqual([...SECTIONS].sort());
});

describe.each(SECTIONS)('section %s', (section) => {
  const spanish = textsOf(es[section]);
  const english = textsOf(en[section]);

  test('both languages have the same keys', () => {
    const keys = (texts: typeof spanish) => [...new Set(texts.map(([key]) => key))].sort();
    expect(keys(english)).toEqual(keys(spanish));
  });

  test('no text is empty or has blanks about it', () => {
    for (const [key, text] of [...spanish, ...english]) {
      expect(typeof text, key).toBe('string');
      expect(String(text), key).toMatch(/^\S(?:[\s\S]*\S)?$/);
    }
  });

  test('both languages use the same values', () => {
    const used = (texts: typeof spanish, key: string) =>
      [...new Set(texts.filter(([one]) => one === key).flatMap(([, text]) => variables(text)))].sort();
    for (const [key] of spanish) expect(used(english, key), key).toEqual(used(spanish, key));
  });
});

describe('fields have their words', () => {
  test.each(FIELD_IDS)('%s has a name, a question, a reason and a placeholder', (id) => {
    for (const part of ['label', 'ask', 'why', 'hint'] as const) {
      expect(es.field[part]).toHaveProperty(id);
      expect(en.field[part]).toHaveProperty(id);
    }
  });

  test('there is no word for a field, a kind, a change or a problem that does not exist', () => {
    const about = new Set<string>([...KINDS, ...CHANGES]);
    for (const key of Object.keys(es.field.ask)) {
      const [id, ...rest] = key.split('_');
      const context = rest.length > 0 ? rest.join('_') : undefined;
      expect(FIELD_IDS).toContain(id);
      if (context !== undefined) expect(about).toContain(context);
    }
    for (const part of ['label', 'why', 'hint'] as const) {
      expect(Object.keys(es.field[part]).sort()).toEqual([...FIELD_IDS].sort());
    }
    expect(Object.keys(es.field.problem).sort()).toEqual([...PROBLEMS].sort());
  });

  test('every choice has its word in both languages', () => {
    for (const [id, { words, choices = [] }] of Object.entries(FIELDS)) {
      if (words === undefined) continue;
      const section = words.split('.')[1] as keyof typeof es.case;
      for (const code of choices) {
        expect(es.case[section], id).toHaveProperty(code);
        expect(en.case[section], id).toHaveProperty(code);
      }
    }
  });
});
