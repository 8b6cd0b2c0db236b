import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';
import { Duration } from 'luxon';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createRecogniser } from '../../dialogs/recognition/recogniser.ts';
import { tenantFileSchema } from '../../services/domain/tenant-file.ts';
import { es } from '../../services/locale/es.ts';
import { arrivingMailSchema } from '../../services/sandbox/arriving-mail.ts';
import { faultRuleSchema } from '../../services/sandbox/faults.ts';
import { seedPersonas, tenantSeed } from '../../services/sandbox/tenant-seed.ts';
import { readSources } from '../support/source-tree.ts';

const PAGES = [
  'README.md',
  'cards/README.md',
  'services/procedures/README.md',
  'services/usecases/steps/README.md',
];
const textOf = (page: string) => readFileSync(page, 'utf8');
const readme = textOf('README.md');
const sources = readSources(['bot', 'cards', 'dialogs', 'services', 'manifest', 'test']);

/** What stands between a heading and the next of its rank. */
function section(heading: string): string {
  const found = readme.split(/^## /m).find((part) => part.startsWith(`${heading}\n`));
  expect(found, heading).toBeDefined();
  return found ?? '';
}

const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((found) => found[1] ?? '');

/** As GitHub makes it from a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

describe('settings', () => {
  test('the table names those of .env.example, in no other words', () => {
    const shown = all(section('Settings'), /^\| `(\w+)` \|/gm);
    const kept = all(textOf('.env.example'), /^#?(\w+)=/gm);
    expect([...shown].sort()).toEqual([...kept].sort());
  });

  test('the tenant file can be copied and is complete', () => {
    const example: unknown = JSON.parse(/```json\n([\s\S]*?)```/.exec(readme)?.[1] ?? '');
    const parsed = tenantFileSchema.parse(example);
    expect(Object.keys(parsed).sort()).toEqual(Object.keys(tenantFileSchema.shape).sort());
    expect(parsed).toEqual(example);
  });
});

describe.each(PAGES)('%s', (page) => {
  const text = textOf(page);

  test('names commands that exist', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(textOf('package.json')));
    const named = [...all(text, /npm run (?:--silent )?([\w-]+)/g), ...all(text, /npm (start|test)\b/g)];
    expect(named.filter((name) => !scripts[name])).toEqual([]);
  });

  test('names test configurations and tests that exist', () => {
    const named = all(text, /vitest run([^`#\n]*)/g).flatMap((rest) => rest.trim().split(/\s+/));
    const tests = sources.filter(({ path }) => path.endsWith('.test.ts'));
    const missing = named.filter(
      (word) => !word.startsWith('--') && !existsSync(word) && !tests.some(({ path }) => path.includes(word)),
    );
    expect(missing).toEqual([]);
  });

  test('names files that exist', () => {
    const named = all(text, /`([\w./-]+\/|[\w./-]+\.(?:ts|json|md|mjs|db|zip))`/g);
    const made = /^(build\/|mesa\.db$|\.\/|tenant\.json$)/;
    const missing = named.filter((name) => {
      const near = posix.join(posix.dirname(page), name);
      if (made.test(name) || existsSync(name) || existsSync(near)) return false;
      return name.includes('/') || !sources.some(({ path }) => basename(path) === name);
    });
    expect(missing).toEqual([]);
  });

  test('names constants and exports that exist', () => {
    const code = sources.map((source) => source.bare).join('\n');
    const named = all(text, /`([A-Z]{3,}(?:_[A-Z]+)*)`/g).filter(
      (name) => !readme.includes(`| \`${name}\` |`),
    );
    const missing = named.filter((name) => !new RegExp(`\\b(?:const|type) ${name}\\b`).test(code));
    expect(missing.filter((name) => !['SANDBOX', 'DELETE', 'PORT', 'HOST'].includes(name))).toEqual([]);
  });

  test('links to headings and files that exist', () => {
    const links = all(text, /\]\(([^)]+)\)/g).filter((link) => !/^https?:/.test(link));
    const broken = links.filter((link) => {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? page : join(dirname(page), path);
      if (!existsSync(target)) return true;
      return (
        anchor !== undefined &&
        !all(textOf(target), /^#+ (.*)$/gm)
          .map(anchorOf)
          .includes(anchor)
      );
    });
    expect(broken).toEqual([]);
  });
});

describe('the walk', () => {
  const walk = section('Five minutes as four people');

  test('has a page for each persona, where it is', () => {
    const pages = all(readme, /^\| (\p{L}+ \| <http:\/\/localhost:\d+>) \|/gmu);
    const own = seedPersonas.map((one) => `${one.givenName} | <http://localhost:${one.port}>`);
    expect(pages).toEqual(own);
    expect(tenantSeed.people.length + tenantSeed.holders.length).toBe(16);
    expect(readme).toContain('sixteen accounts');
  });

  test('presses buttons that cards have', () => {
    const { do: doing, send } = es.card;
    const titles = new Set<string>([...Object.values(doing), ...Object.values(send)]);
    const pressed = all(walk, /\*\*([^*\n]+)\*\*/g).filter((title) => !/^\d\./.test(title));
    expect(pressed.length).toBeGreaterThan(8);
    expect(pressed.filter((title) => !titles.has(title))).toEqual([]);
  });

  test('types requests that are understood without asking back', () => {
    const recognise = createRecogniser();
    const typed = [...all(walk, /^> (.*)$/gm), ...all(walk, /«([^»]+)»/g)];
    const asked = typed.filter((text) => /correo para|cuenta de/.test(text));
    const said = asked.map((text) => recognise({ text, locale: 'es-CO', now: '2026-11-20' }));
    expect(said.map(({ intent, sure, entities }) => [intent, sure, entities.holderName])).toEqual([
      ['create_account', true, 'Laura Inés Ñungo Pérez'],
      ['deactivate_account', true, 'Andres Pena'],
      ['deactivate_account', true, 'Juan Pablo de la Cruz'],
      ['deactivate_account', true, 'Luisa Torres'],
    ]);
    expect(said.map(({ entities }) => entities.effectiveDate)).toEqual([
      undefined,
      undefined,
      '2026-11-20',
      '2026-12-04',
    ]);
  });

  test('says to the sandbox what it takes', () => {
    const bodies = all(walk, /-d '([^']+)'/g).map((body): unknown => JSON.parse(body));
    const [mail, returned, fault, clock] = bodies;
    for (const one of [mail, returned]) expect(arrivingMailSchema.safeParse(one).success).toBe(true);
    expect(faultRuleSchema.safeParse(fault).success).toBe(true);
    const { advance } = z.strictObject({ advance: z.string() }).parse(clock);
    expect(Duration.fromISO(advance).as('days')).toBeGreaterThan(14);
  });
});

describe('pictures', () => {
  const shown = all(readme, /<img src="(manifest\/pictures\/[\w-]+\.png)"/g);

  test('are all shown, with words for who does not see them', () => {
    const kept = readdirSync('manifest/pictures').map((name) => `manifest/pictures/${name}`);
    expect([...shown].sort()).toEqual(kept.sort());
    expect(all(readme, /<img [^>]*alt="([^"]{20,})"/g)).toHaveLength(shown.length);
  });

  test.each(shown)('%s is smaller than 60 KB', (path) => {
    expect(statSync(path).size).toBeLessThan(60_000);
  });
});
