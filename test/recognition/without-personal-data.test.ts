import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadModels } from '../../dialogs/recognition/model-file.ts';
import { fold } from '../../dialogs/recognition/text.ts';
import { withoutPersonalData } from '../../dialogs/recognition/without-personal-data.ts';
import { tenantSeed } from '../../services/sandbox/tenant-seed.ts';

const strip = withoutPersonalData(loadModels());

/** A message, what must not be found in what stays of it, and what must. */
const MESSAGES: readonly (readonly [text: string, gone: string, stays: string])[] = [
  [
    'Crear cuenta para Yurleidys Oquendo, cc 1.098.765.432, cel 315 482 9071, contrato CPS-045-2026',
    'Yurleidys Oquendo 1.098.765.432 1098 765 432 315 482 9071 CPS 045 2026',
    'Crear cuenta para',
  ],
  [
    'crear cuenta para yurleidys oquendo cc 1098765432 hasta el 30 de junio',
    'yurleidys oquendo 1098765432 30 junio',
    'crear cuenta para',
  ],
  [
    'INACTIVAR LA CUENTA DE YURLEIDYS OQUENDO GÜIZA URGENTE',
    'YURLEIDYS OQUENDO GÜIZA',
    'INACTIVAR LA CUENTA DE',
  ],
  [
    'no puedo entrar al correo wilmar.xunaxi@entidad.example ni a w_xunaxi88@gmail.com',
    'wilmar xunaxi w_xunaxi88 gmail entidad.example',
    'no puedo entrar al correo',
  ],
  [
    'mi correo es wilmar punto xunaxi arroba gmail punto com',
    'wilmar xunaxi gmail',
    'mi correo es <address>',
  ],
  ['llámenme al tres quince cuatro ochenta y dos', 'tres quince cuatro ochenta dos', '<number>'],
  ['mi RFC es OERF880927QX3 y la CURP BALI920314MSLNRT05', 'OERF880927QX3 BALI920314MSLNRT05', 'mi'],
  ['cómo va el caso MS-2026-000123 del oficio DRH/1120/2026', '000123 1120 2026 DRH', 'cómo va el caso'],
  ['lo mandé a https://drive.example/u/wilmar?id=99', 'drive wilmar 99', '<address>'],
  ['se va doña Xóchitl. Tzompantzi la reemplaza desde mañana', 'Xóchitl Tzompantzi mañana', 'se va'],
  ["I need Siobhán O'Rourke's account disabled by 12/31", "Siobhán O'Rourke Rourke 12 31", 'I need'],
  ['la cuenta de w.xunaxi o wxunaxi', 'xunaxi wxunaxi', 'la cuenta de'],
];

const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
const left = (text: string): Set<string> => new Set(wordsOf(strip(text, 'es-CO').replace(/<\w+>/g, ' ')));

describe('a message without personal data', () => {
  it.each(MESSAGES)('%s', (text, gone, stays) => {
    const kept = left(text);
    expect(wordsOf(gone).filter((word) => kept.has(word))).toEqual([]);
    expect(strip(text, 'es-CO')).toContain(stays);
  });

  it('still says what it was about', () => {
    expect(strip('Inactivar la cuenta de Yurleidys Oquendo desde el 30 de junio, por favor', 'es-CO')).toBe(
      'Inactivar la cuenta de <name> desde el <date>, por favor',
    );
    expect(strip('Nombre: Ana Peña\r\nCorreo: a.p@gmail.com', 'es-CO')).toBe(
      'Nombre: <name>\nCorreo: <address>',
    );
  });

  it('names the kind of what is gone', () => {
    expect(strip('crear cuenta a rosa, auxiliar contable de la secretaría de hacienda', 'es-CO')).toBe(
      'crear cuenta a <name>, <position> de la <department>',
    );
  });

  it('knows a name that stands where nothing says so', () => {
    expect(strip('hola torres, buenos días', 'es-CO')).toBe('hola <name>, buenos días');
  });

  it('takes a capital in the middle of a sentence for a name, and not at its beginning', () => {
    expect(strip('Buenas. Necesito crear la Cuenta', 'es-CO')).toBe('Buenas. Necesito crear la <word>');
  });
});

const ways: readonly (readonly [string, (text: string) => string])[] = [
  ['as written', (text) => text],
  ['in small letters', (text) => text.toLowerCase()],
  ['in capitals', (text) => text.toUpperCase()],
  ['without accents', (text) => fold(text)],
];
const SENTENCES: readonly ((name: string) => string)[] = [
  (name) => `crear cuenta para ${name}`,
  (name) => `${name} no puede entrar al correo`,
  (name) => `lo de ${name}`,
  (name) => `soy ${name} y me pidieron otra cosa`,
  (name) => `please disable the account of ${name}`,
  (name) => name,
];
const PARTICLES = new Set(['de', 'del', 'la']);

describe.each(ways)('nothing stays of the people of a tenant %s', (_way, written) => {
  const people = [...tenantSeed.people, ...tenantSeed.holders].filter(
    ({ key }) => key !== 'admin' && key !== 'contacto',
  );
  it.each(people.map((one) => [one.displayName, one] as const))('%s', (_name, person) => {
    const names = wordsOf(person.displayName).filter((word) => !PARTICLES.has(word));
    const [given = '', , surname = ''] = wordsOf(person.displayName);
    for (const sentence of SENTENCES)
      for (const name of [
        person.displayName,
        person.userPrincipalName,
        given,
        surname,
        `${surname} ${given}`,
      ]) {
        const kept = left(written(sentence(name)));
        expect([...names, 'entidad', 'example'].filter((word) => kept.has(word))).toEqual([]);
      }
  });
});

const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string());

describe('any text', () => {
  it('leaves words of requests, marks and placeholders, never a digit or a word that nobody knows', () => {
    fc.assert(
      fc.property(anything, anything, fc.stringMatching(/^[a-zñ]{5,12}xq$/), (before, after, unknown) => {
        const kept = strip(`${before} ${unknown} ${after} 7`, 'es-CO');
        expect(kept.replace(/<[a-z]+>/g, '')).toMatch(/^[\p{L}\p{M}\s.,;:?!¿¡()"'’/-]*$/u);
        expect(kept).not.toContain(unknown);
      }),
    );
  });

  it('may be nothing, or nothing that may stay', () => {
    expect(strip('', 'es-CO')).toBe('');
    expect(strip('\n\n 🙌 @ <b>', 'xx')).toBe('<word>');
  });
});
