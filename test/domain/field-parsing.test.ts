import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FIELD_IDS, type FieldId, type Fields } from '../../services/domain/case.ts';
import { choicesOf, type FormContext } from '../../services/domain/field-parsers.ts';
import { FIELDS } from '../../services/domain/fields.ts';
import { parseField, parseFields } from '../../services/domain/form.ts';
import { unidadVictimas } from '../../services/procedures/unidad-victimas.ts';

const CONTEXT: FormContext = {
  today: '2026-11-20',
  mailDomain: 'entidad.example',
  country: 'CO',
  fields: {},
};
const MEXICO: FormContext = { ...CONTEXT, country: 'MX' };
const knowing = (fields: Fields): FormContext => ({ ...CONTEXT, fields });
const changing = (change: string) => knowing({ change: { value: change } });
const parsed = (id: FieldId, raw: string, context = CONTEXT) => {
  const result = parseField(id, raw, context);
  return result.ok ? result.value.value : result.problem;
};

describe('what is right is kept in one form', () => {
  test.each<[FieldId, string, string, FormContext?]>([
    ['holderName', 'laura inés ñungo pérez', 'Laura Inés Ñungo Pérez'],
    ['holderName', '  Dra.  LAURA   ÑUNGO ', 'Laura Ñungo'],
    ['holderName', 'Sr. Ing. Juan Pablo De la Cruz Muñoz', 'Juan Pablo De la Cruz Muñoz'],
    ['holderName', 'peña niño, andrés felipe', 'Andrés Felipe Peña Niño'],
    ['holderName', "Sinéad O'Connor", "Sinéad O'Connor"],
    ['holderName', 'Nun\u0303ez\u200b Ana\u0000', 'Nuñez Ana'],
    ['holderName', '李 小龙', '李 小龙'],
    ['nationalId', '52.345.678', '52345678'],
    ['nationalId', 'CC 52 345 678', '52345678'],
    ['nationalId', 'Cédula de ciudadanía No. 1.077.445.920', '1077445920'],
    ['nationalId', '12345', '12345'],
    ['nationalId', 'hegg560427mvzrrl04', 'HEGG560427MVZRRL04', MEXICO],
    ['nationalId', 'CURP: BOXW 310820 HNERXN 09', 'BOXW310820HNERXN09', MEXICO],
    ['nationalId', 'HEGG000229MVZRRLA6', 'HEGG000229MVZRRLA6', MEXICO],
    ['holderType', 'Contractor', 'contractor'],
    ['change', 'phone', 'phone', { ...CONTEXT, procedure: unidadVictimas }],
    ['failureKind', 'mailbox-full', 'mailbox_full'],
    ['department', ' Oficina \n Jurídica ', 'Oficina Jurídica'],
    ['position', '<b>Abogada</b> *de* apoyo', '<b>Abogada</b> *de* apoyo'],
    ['personalEmail', 'Laura.Nungo@Correo.example', 'laura.nungo@correo.example'],
    ['personalEmail', 'mailto:laura@correo.example.', 'laura@correo.example'],
    ['personalEmail', 'Laura Ñungo <laura+x@correo.example>', 'laura+x@correo.example'],
    ['personalEmail', 'a@otraentidad.example', 'a@otraentidad.example'],
    ['phone', '310-776-5021', '3107765021'],
    ['phone', '+57 (310) 555 0142', '+573105550142'],
    ['phone', 'cel. 300 771 2345', '3007712345'],
    ['supervisor', 'hernan castaño', 'hernan castaño'],
    ['supervisor', 'Hernan.Castano@ENTIDAD.example', 'hernan.castano@entidad.example'],
    ['account', '5F0A1C00-0000-4000-8000-000000000101', '5f0a1c00-0000-4000-8000-000000000101'],
    ['account', 'a@sede.entidad.example', 'a@sede.entidad.example'],
    ['contractNumber', 'cps-101-2026', 'CPS-101-2026'],
    ['contractNumber', 'contrato CPS No. 101 de 2026', 'CPS-101-2026'],
    ['contractNumber', '045 de 2026', '045-2026'],
    ['contractNumber', 'CPS 101 – 2026.', 'CPS-101-2026'],
    ['contractNumber', '#110', '110'],
    ['contractNumber', 'OP/012/2026', 'OP/012/2026'],
    ['startDate', '2026-11-01', '2026-11-01'],
    ['endDate', '2026-12-15', '2026-12-15', knowing({ startDate: { value: '2026-12-15' } })],
    ['endDate', '2026-11-20', '2026-11-20'],
    ['effectiveDate', '2026-11-20', '2026-11-20'],
    ['newValue', '50 GB', '50 GB', changing('quota')],
    ['newValue', 'yurani guzmán pérez', 'Yurani Guzmán Pérez', changing('name')],
    ['newValue', 'Jefatura.Juridica', 'jefatura.juridica@entidad.example', changing('alias')],
    ['description', 'No entra.\r\n\r\n\r\n\r\nDesde  ayer\u202e', 'No entra.\n\nDesde ayer'],
  ])('%s: %j', (id, raw, value, context) => {
    expect(parseField(id, raw, context ?? CONTEXT)).toEqual({ ok: true, value: { value } });
  });
});

describe('what is wrong is named', () => {
  test.each<[FieldId, string, string, FormContext?]>([
    ['holderName', '', 'empty'],
    ['holderName', ' \u200b\n ', 'empty'],
    ['holderName', 'Laura', 'name_words'],
    ['holderName', 'Dra. Laura', 'name_words'],
    ['holderName', 'De la Cruz', 'name_words'],
    ['holderName', 'Laura 2', 'name_letters'],
    ['holderName', 'Laura 👋 Ñungo', 'name_letters'],
    ['holderName', '<b>Laura Ñungo</b>', 'name_letters'],
    ['holderName', `Ana ${'x'.repeat(70)}`, 'name_part'],
    ['holderName', 'x '.repeat(10_000), 'too_long'],
    ['nationalId', '1234', 'cedula'],
    ['nationalId', '12345678901', 'cedula'],
    ['nationalId', '00000000', 'cedula'],
    ['nationalId', '52345678 de Laura', 'cedula'],
    ['nationalId', 'pasaporte 52345678', 'cedula'],
    ['nationalId', 'HEGG560427MVZRRL04', 'cedula'],
    ['nationalId', '52345678', 'curp', MEXICO],
    ['nationalId', 'HEGG561427MVZRRL04', 'curp', MEXICO],
    ['nationalId', 'HEGG000229MVZRRL06', 'curp', MEXICO],
    ['nationalId', 'HEGG560427MVZRRL05', 'curp_check', MEXICO],
    ['nationalId', 'HEGG560428MVZRRL04', 'curp_check', MEXICO],
    ['holderType', 'gerente', 'choice'],
    ['change', 'phone', 'choice', { ...CONTEXT, procedure: { ...unidadVictimas, changes: {} } }],
    [
      'holderType',
      'operator',
      'choice',
      { ...CONTEXT, procedure: { ...unidadVictimas, holderTypes: ['official'] } },
    ],
    ['department', '👋', 'no_words'],
    ['department', 'x'.repeat(65), 'too_long'],
    ['position', 'x'.repeat(129), 'too_long'],
    ['personalEmail', 'laura', 'email'],
    ['personalEmail', 'laura@correo', 'email'],
    ['personalEmail', 'laura..n@correo.example', 'email'],
    ['personalEmail', 'láura@correo.example', 'email'],
    ['personalEmail', 'a@b@correo.example', 'email'],
    ['personalEmail', `${'x'.repeat(65)}@correo.example`, 'email'],
    ['personalEmail', 'laura@Entidad.example', 'email_institutional'],
    ['personalEmail', 'laura@sede.entidad.example', 'email_institutional'],
    ['phone', '12345', 'phone'],
    ['phone', '1234567890123456', 'phone'],
    ['phone', '601 555 0142 ext 204', 'phone'],
    ['phone', '310+7765021', 'phone'],
    ['supervisor', '12345678', 'person'],
    ['supervisor', 'hernan@otra.example', 'address_elsewhere'],
    ['account', 'andres pena@', 'email'],
    ['contractNumber', 'sin número', 'contract_number'],
    ['contractNumber', 'CPS-101 <b>', 'contract_number'],
    ['contractNumber', '1'.repeat(51), 'too_long'],
    ['endDate', 'el lunes', 'date'],
    ['endDate', '2026-02-30', 'date'],
    ['endDate', '2026-11-19', 'date_past'],
    ['endDate', '2206-12-15', 'date_unlikely'],
    ['startDate', '1926-12-15', 'date_unlikely'],
    ['effectiveDate', '2026-11-19', 'date_past'],
    ['newValue', 'x@otra.example', 'alias', changing('alias')],
    ['newValue', 'jefatura jurídica', 'alias', changing('alias')],
    ['newValue', 'Yurani', 'name_words', changing('name')],
    ['description', '...', 'no_words'],
    ['description', 'a '.repeat(10_000), 'too_long'],
  ])('%s: %j is %s', (id, raw, problem, context) => {
    expect(parsed(id, raw, context ?? CONTEXT)).toBe(problem);
  });

  test('the sentence gets what it needs to say', () => {
    const start = knowing({ startDate: { value: '2026-12-01' } });
    expect(parseField('endDate', '2026-11-30', start)).toEqual({
      ok: false,
      problem: 'end_before_start',
      params: { start: '2026-12-01' },
    });
    const end = knowing({ endDate: { value: '2026-12-15' } });
    expect(parseField('startDate', '2026-12-16', end)).toEqual({
      ok: false,
      problem: 'start_after_end',
      params: { end: '2026-12-15' },
    });
    expect(parseField('department', 'x'.repeat(65), CONTEXT)).toMatchObject({ params: { max: 64 } });
  });
});

test('every code of a choice is read, and nothing else is offered than the procedure has', () => {
  for (const id of FIELD_IDS) for (const code of choicesOf(id)) expect(parsed(id, code)).toBe(code);
  expect(choicesOf('holderType', { ...unidadVictimas, holderTypes: ['official'] })).toEqual(['official']);
  expect(
    choicesOf('change', { ...unidadVictimas, changes: { phone: unidadVictimas.changes.phone } }),
  ).toEqual(['phone']);
  expect(choicesOf('reason', unidadVictimas)).toHaveLength(7);
  expect(choicesOf('phone')).toEqual([]);
});

describe('a card is read field by field', () => {
  test('what is right is kept, what is wrong named, what is empty told apart, what is no field passed over', () => {
    const raw = {
      verb: 'send',
      holderName: 'laura ñungo',
      nationalId: 52345678,
      phone: '12',
      position: '  ',
      department: undefined,
      supervisor: null,
      contractNumber: { number: 1 },
      __proto__: { startDate: '2026-11-23' },
    };
    expect(parseFields(raw, CONTEXT)).toEqual({
      fields: { holderName: { value: 'Laura Ñungo' }, nationalId: { value: '52345678' } },
      problems: {
        phone: { ok: false, problem: 'phone' },
        contractNumber: { ok: false, problem: 'not_text' },
      },
      blank: ['position'],
    });
  });

  test('dates are checked against those of the same card, not against the ones that they replace', () => {
    const before = knowing({ startDate: { value: '2026-11-23' }, endDate: { value: '2026-12-15' } });
    expect(parseFields({ endDate: '2027-06-30', startDate: '2027-01-01' }, before)).toMatchObject({
      problems: {},
    });
    expect(parseFields({ startDate: '2027-01-01' }, before).problems.startDate?.problem).toBe(
      'start_after_end',
    );
    expect(parseFields({ endDate: '2026-11-21', startDate: '' }, before).problems.endDate?.problem).toBe(
      'end_before_start',
    );
    expect(
      parseFields({ startDate: '2027-01-02', endDate: '2027-01-01' }, before).problems.endDate?.params,
    ).toEqual({ start: '2027-01-02' });
  });

  test('a new value is read as the change of the same card says', () => {
    expect(parseFields({ newValue: 'ana', change: 'alias' }, CONTEXT).fields.newValue?.value).toBe(
      'ana@entidad.example',
    );
  });
});

const typed = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        ...[
          'Ana',
          'de',
          'la',
          'Ñungo',
          'dr.',
          "O'",
          ',',
          '-',
          '.',
          '@',
          'entidad.example',
          '<b>',
          '👋',
          '52.345.678',
        ],
        ...[
          '+57',
          '2026-12-15',
          'CPS',
          'No.',
          'n°',
          'contractor',
          'ß',
          'İ',
          '\u0301',
          '\u202e',
          '\ud800',
          '\n',
        ],
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join(' ')),
  fc.string({ unit: 'grapheme' }).map((word) => `Ana ${word}`),
);

test('no text makes reading throw, and what was read reads as itself', () => {
  const contexts = [CONTEXT, MEXICO, changing('name'), changing('alias'), changing('quota')];
  fc.assert(
    fc.property(fc.constantFrom(...FIELD_IDS), typed, fc.constantFrom(...contexts), (id, raw, context) => {
      const result = parseField(id, raw, context);
      if (!result.ok) return;
      expect(result.value.value.length).toBeLessThanOrEqual(FIELDS[id].maxLength);
      expect(result.value.value).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/u);
      expect(parseField(id, result.value.value, context)).toEqual(result);
    }),
    { numRuns: 5000 },
  );
});

test('no card of any form makes reading throw', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...FIELD_IDS, 'x', '__proto__'), fc.anything()), (raw) => {
      expect(Object.keys(parseFields(raw, CONTEXT))).toEqual(['fields', 'problems', 'blank']);
    }),
  );
});
