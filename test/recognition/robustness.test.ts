import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokensOf } from '../../dialogs/recognition/chunks.ts';
import {
  mendContractNumber,
  readChoice,
  readDate,
  readPersonName,
  readYesNo,
} from '../../dialogs/recognition/read-answer.ts';
import { createEntityReader, createRecogniser } from '../../dialogs/recognition/recogniser.ts';
import { tidy } from '../../dialogs/recognition/text.ts';

const recognise = createRecogniser({ domain: 'entidad.example' });
const read = createEntityReader();
const NOW = '2026-11-20';

const pieces = fc.constantFrom(
  ...'el la de 31 12 2026 - / . , @ : ( ) + diciembre lunes mañana CPS ms caso MS-2026-1 a@b.co juan pérez contrato hasta desde \n 🙏 ١٢ e\u0301 \u0000 \ud83d arroba punto dos mil veinte y uno de de próximo fin'.split(
    ' ',
  ),
);
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.array(pieces, { maxLength: 120 }).map((list) => list.join(' ')),
  fc.array(pieces, { maxLength: 120 }).map((list) => list.join('')),
);

describe('any text at all', () => {
  it('is recognised without a throw, whatever the locale and the day', () => {
    fc.assert(
      fc.property(
        texts,
        fc.constantFrom('es-CO', 'en-US', '', 'zz'),
        fc.constantFrom(NOW, '', 'x'),
        (text, locale, now) => {
          const said = recognise({ text, locale, now });
          expect(said.confidence).toBeGreaterThan(0);
          expect(said.confidence).toBeLessThanOrEqual(1);
          for (const value of Object.values(said.entities)) expect(value).not.toBe('');
        },
      ),
      { numRuns: 400 },
    );
  });

  it('is read as an answer without a throw', () => {
    fc.assert(
      fc.property(texts, (text) => {
        read({ text, locale: 'es-CO', now: NOW }, 'create_account');
        readDate(text, NOW, 'es-CO', 'end');
        readPersonName(text);
        readYesNo(text);
        readChoice(text, ['Hoy', text]);
        mendContractNumber(text, 'CPS-101-2026');
      }),
      { numRuns: 300 },
    );
  });

  it('is cut into tokens that lie in order and cover every visible character', () => {
    fc.assert(
      fc.property(texts, (raw) => {
        const text = tidy(raw);
        let at = 0;
        for (const token of tokensOf(text, 'es-CO')) {
          expect(text.slice(at, token.start).trim()).toBe('');
          expect(token.start).toBeGreaterThanOrEqual(at);
          expect(token.end).toBeGreaterThan(token.start);
          at = token.end;
        }
        expect(text.slice(at).trim()).toBe('');
      }),
      { numRuns: 300 },
    );
  });
});

/** Milliseconds of processor time; the least of several, which is the one that other work disturbed least. */
function cost(text: string): number {
  let least = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < 3; turn += 1) {
    const start = process.cpuUsage();
    recognise({ text, locale: 'es-CO', now: NOW });
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

/** The most that a thousand characters may take, from the issue that asked for the recogniser. */
const MS_PER_THOUSAND = 50;

const HOSTILE = [
  'a',
  '1',
  '1 ',
  '1.',
  'a.',
  'a-',
  '-',
  'a@',
  '@a',
  'a.a@',
  'ms ',
  'ms-2026-',
  'el lunes 30 de ',
  'treinta y ',
  'de ',
  'Juan ',
  'juan punto ',
  'a arroba b ',
  '(300) ',
  '+57 ',
  '12/',
  'http://',
  'fin de ',
  'no es ',
  'á',
  'e\u0301',
  '🙏',
  '\n',
  ' ',
  '0x',
  "o'",
];

describe('cost', () => {
  it('of any text stays below fifty milliseconds for a thousand characters', () => {
    const long = fc.oneof(
      fc.string({ unit: 'binary', minLength: 500, maxLength: 3000 }),
      fc.array(pieces, { minLength: 100, maxLength: 800 }).map((list) => list.join(' ')),
      fc.array(pieces, { minLength: 100, maxLength: 800 }).map((list) => list.join('')),
    );
    recognise({ text: 'juan pérez '.repeat(200), locale: 'es-CO', now: NOW });
    fc.assert(
      fc.property(long, (text) => {
        expect(cost(text)).toBeLessThan(MS_PER_THOUSAND * Math.ceil(text.length / 1000));
      }),
      { numRuns: 60 },
    );
  });

  it.each(HOSTILE)('of %j over and over grows no worse than the length', (piece) => {
    const text = (size: number): string => piece.repeat(Math.ceil(size / piece.length));
    recognise({ text: text(2000), locale: 'es-CO', now: NOW });
    const small = cost(text(2000));
    const large = cost(text(16_000));
    // Eight times the text; a square law would make it 64.
    expect(large).toBeLessThan(Math.max(small, 1) * 24);
  });
});
