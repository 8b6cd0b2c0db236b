import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FIELD_IDS, type FieldId, type Fields, HOLDER_TYPES, KINDS } from '../../services/domain/case.ts';
import {
  askField,
  dropUnwanted,
  formatField,
  missingFields,
  sayProblem,
  wantedFields,
} from '../../services/domain/form.ts';
import { CHANGES } from '../../services/domain/procedure.ts';
import { translator } from '../../services/locale/translate.ts';
import { unidadVictimas } from '../../services/procedures/unidad-victimas.ts';

const es = translator('es-CO');
const en = translator('en-US');

const having = (values: Partial<Record<FieldId, string>>): Fields =>
  Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { value }]));
const missing = (kind: (typeof KINDS)[number], values: Partial<Record<FieldId, string>>, known = {}) =>
  missingFields(unidadVictimas, kind, having(values), known);

describe('what is asked for', () => {
  test('contract data only once the holder is known to have a contract', () => {
    const always = ['position', 'department', 'supervisor', 'personalEmail'];
    expect(missing('create', {})).toEqual(['holderName', 'holderType', 'nationalId', ...always]);
    expect(missing('create', { holderType: 'official' })).toEqual(['holderName', 'nationalId', ...always]);
    const contract = ['contractNumber', 'startDate', 'endDate'];
    expect(missing('create', { holderType: 'operator' })).toEqual([
      'holderName',
      'nationalId',
      ...contract,
      ...always,
    ]);
  });

  test('an optional field is wanted and never missing', () => {
    expect(wantedFields(unidadVictimas, 'create', {}).map((rule) => rule.id)).toContain('phone');
    expect(missing('create', {})).not.toContain('phone');
  });

  test('the directory may know the holder type; what the form says goes before', () => {
    expect(missing('activate', { account: 'a', reason: 'leave' })).toEqual([]);
    expect(missing('activate', { account: 'a', reason: 'leave' }, { holderType: 'contractor' })).toEqual([
      'contractNumber',
      'endDate',
    ]);
    const official = { account: 'a', reason: 'leave', holderType: 'official' };
    expect(missing('activate', official, { holderType: 'contractor' })).toEqual([]);
  });

  test.each([
    ['phone', ['phone']],
    ['contract', ['contractNumber', 'endDate']],
    ['quota', ['newValue', 'justification']],
    ['name', ['newValue']],
  ])('a change of %s wants %j', (change, wanted) => {
    expect(missing('modify', { account: 'a', change })).toEqual(wanted);
  });

  test('every change asks for the field that carries its value', () => {
    for (const change of CHANGES) {
      expect(missing('modify', { account: 'a', change })).toContain(unidadVictimas.changes[change]?.value);
    }
  });

  test('a kind that the entity does not offer wants nothing', () => {
    const none = { ...unidadVictimas, kinds: {} };
    expect(wantedFields(none, 'create', {})).toEqual([]);
    expect(dropUnwanted(none, 'create', having({ position: 'x' }))).toEqual(having({}));
  });
});

describe('what no longer applies is dropped', () => {
  const contract = { contractNumber: 'CPS-101-2026', startDate: '2026-11-23', endDate: '2026-12-15' };
  const drop = (kind: (typeof KINDS)[number], values: Partial<Record<FieldId, string>>, known = {}) =>
    dropUnwanted(unidadVictimas, kind, having(values), known);

  test('contract data go once the holder is an official, and stay while that is open', () => {
    const known = { holderName: 'Laura Ñungo', ...contract };
    expect(drop('create', { ...known, holderType: 'official' })).toEqual(
      having({ holderName: 'Laura Ñungo', holderType: 'official' }),
    );
    expect(drop('create', { ...known, holderType: 'operator' })).toEqual(
      having({ ...known, holderType: 'operator' }),
    );
    expect(drop('create', known)).toEqual(having(known));
  });

  test('what the kind never asks for goes, the holder type of an account stays', () => {
    const said = { account: 'a', supervisor: 's', holderType: 'contractor', ...contract };
    expect(drop('deactivate', said)).toEqual(having({ account: 'a', holderType: 'contractor' }));
    expect(drop('failure', { ...said, failureKind: 'slow' })).toEqual(having({ failureKind: 'slow' }));
    expect(drop('activate', { account: 'a', ...contract }, { holderType: 'official' })).toEqual(
      having({ account: 'a' }),
    );
  });

  test('another change drops the former new value', () => {
    const said = { account: 'a', newValue: '50 GB', justification: 'x', phone: '3001234567' };
    expect(drop('modify', { ...said, change: 'phone' })).toEqual(
      having({ account: 'a', phone: '3001234567', change: 'phone' }),
    );
  });

  test('nothing that is wanted is ever dropped, and doing it again changes nothing', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...KINDS),
        fc.subarray([...FIELD_IDS]),
        fc.constantFrom(...HOLDER_TYPES),
        fc.constantFrom(...CHANGES),
        (kind, ids, holderType, change) => {
          const choices: Partial<Record<FieldId, string>> = { holderType, change };
          const fields = having(Object.fromEntries(ids.map((id) => [id, choices[id] ?? 'x'])));
          const kept = dropUnwanted(unidadVictimas, kind, fields);
          const wanted = wantedFields(unidadVictimas, kind, fields).map((rule) => rule.id);
          for (const id of wanted) expect(kept[id]).toEqual(fields[id]);
          expect(wantedFields(unidadVictimas, kind, kept).map((rule) => rule.id)).toEqual(wanted);
          expect(dropUnwanted(unidadVictimas, kind, kept)).toEqual(kept);
        },
      ),
    );
  });
});

describe('a value as people read it', () => {
  test.each<[FieldId, string, string, string]>([
    ['holderType', 'operator', 'operador', 'operator'],
    ['change', 'contract', 'Prórroga del contrato', 'Contract extension'],
    ['reason', 'contract_end', 'Fin del contrato', 'End of contract'],
    ['failureKind', 'slow', 'Está lento', 'It is slow'],
    ['endDate', '2026-12-15', '15 de diciembre de 2026', '15 December 2026'],
    ['nationalId', '52345678', '52.345.678', '52345678'],
    ['nationalId', '1077445920', '1.077.445.920', '1077445920'],
    ['nationalId', 'HEGG560427MVZRRL04', 'HEGG560427MVZRRL04', 'HEGG560427MVZRRL04'],
    ['phone', '+573105550142', '+573105550142', '+573105550142'],
    ['position', 'Abogada *de* apoyo', 'Abogada *de* apoyo', 'Abogada *de* apoyo'],
    ['holderType', 'unheard_of', 'unheard_of', 'unheard_of'],
    ['endDate', 'soon', 'soon', 'soon'],
  ])('%s %s', (id, value, spanish, english) => {
    expect(formatField(id, { value }, es, 'es')).toBe(spanish);
    expect(formatField(id, { value }, en, 'en')).toBe(english);
  });

  test('what is shown goes before, and nothing is an empty text', () => {
    expect(formatField('supervisor', { value: 'id', shown: 'Hernán Castaño Muñoz' }, es, 'es')).toBe(
      'Hernán Castaño Muñoz',
    );
    expect(formatField('endDate', undefined, es, 'es')).toBe('');
  });
});

describe('sentences', () => {
  test('a problem says its dates in words', () => {
    const problem = { ok: false, problem: 'end_before_start', params: { start: '2026-11-23' } } as const;
    expect(sayProblem(problem, es, 'es')).toContain('el 23 de noviembre de 2026.');
    expect(sayProblem(problem, en, 'en')).toContain('on 23 November 2026.');
    const long = { ok: false, problem: 'too_long', params: { max: 64 } } as const;
    expect(sayProblem(long, es, 'es')).toContain('64 caracteres');
  });

  test('a question is worded for the request, and generally where there is no special wording', () => {
    expect(askField('endDate', { kind: 'create', fields: {} }, es)).toBe('¿Hasta qué fecha va el contrato?');
    expect(askField('endDate', { kind: 'modify', fields: {} }, es)).toBe(
      '¿Hasta qué fecha se prorroga el contrato?',
    );
    expect(askField('newValue', { kind: 'modify', fields: having({ change: 'quota' }) }, en)).toContain(
      '50 GB',
    );
    expect(askField('newValue', { kind: 'modify', fields: {} }, en)).toBe('What should it be?');
  });
});
