import { describe, expect, it } from 'vitest';
import { tokensOf } from '../../dialogs/recognition/chunks.ts';
import { holderTypeIn } from '../../dialogs/recognition/holder-type.ts';
import { createEntityReader, type Entities, type Intent } from '../../dialogs/recognition/recogniser.ts';
import { titleCase } from '../../dialogs/recognition/text.ts';
import { caseValue, contractValue, idValue, phoneValue } from '../../dialogs/recognition/values.ts';

const read = createEntityReader({ domain: 'entidad.example' });
const NOW = '2026-11-20';

const CASES: readonly (readonly [string, Intent, Entities])[] = [
  [
    'crear cuenta para maría del pilar de la cruz peña, cc 1.098.765.432, supervisora Rosa Díaz (rosa.diaz@entidad.example)',
    'create_account',
    {
      holderName: 'María del Pilar de la Cruz Peña',
      nationalId: '1098765432',
      supervisorName: 'Rosa Díaz',
      supervisorEmail: 'rosa.diaz@entidad.example',
    },
  ],
  [
    'Nombre: Ana Gil\nCargo: Auxiliar de archivo\nDependencia: Secretaría de Hacienda\nCelular: +57 310 222 3344\nInicio: 1 de diciembre\nFin: 30 de junio de 2027',
    'create_account',
    {
      holderName: 'Ana Gil',
      position: 'Auxiliar de archivo',
      department: 'Secretaría de Hacienda',
      phone: '+573102223344',
      startDate: '2026-12-01',
      endDate: '2027-06-30',
    },
  ],
  [
    'inactivar la cuenta ana.gil@entidad.example a partir del 1 de diciembre, contrato 045 de 2026 terminado el 31 de octubre',
    'deactivate_account',
    {
      account: 'ana.gil@entidad.example',
      effectiveDate: '2026-12-01',
      contractNumber: '045-2026',
      endDate: '2026-10-31',
      reason: 'contract_end',
    },
  ],
  [
    'por oficio SG-1042-2026 dar de baja la cuenta de Juan Mora por renuncia',
    'deactivate_account',
    { oficioNumber: 'SG-1042-2026', holderName: 'Juan Mora', reason: 'resignation' },
  ],
  [
    'aumentar la cuota del buzón prensa@entidad.example a 100 GB',
    'modify_account',
    { account: 'prensa@entidad.example', newValue: '100 GB' },
  ],
  [
    'agregar el alias pqr@entidad.example a la cuenta ana.gil@entidad.example',
    'modify_account',
    { newValue: 'pqr@entidad.example', account: 'ana.gil@entidad.example' },
  ],
  [
    "Please disable Peter Brown's account as of December 1",
    'deactivate_account',
    {
      holderName: 'Peter Brown',
      effectiveDate: '2026-12-01',
    },
  ],
  [
    'caso MS2026000751: la cédula es 52.417.903',
    'add_information',
    {
      caseNumber: 'MS-2026-000751',
      nationalId: '52417903',
    },
  ],
  ['estado del ms/2026/95', 'case_status', { caseNumber: 'MS-2026-95' }],
];

describe('data in a message', () => {
  it.each(CASES)('%s', (text, intent, entities) => {
    const locale = text.startsWith('Please') ? 'en-US' : 'es-CO';
    expect(read({ text, locale, now: NOW }, intent)).toEqual(entities);
  });

  it.each(['out_of_scope', 'greeting', 'help'] as const)('%s carries none', (intent) => {
    const text = 'inactivar la cuenta ana.gil@entidad.example';
    expect(read({ text, locale: 'es-CO', now: NOW }, intent)).toEqual({});
  });
});

describe('values as they are kept', () => {
  it('are normalised', () => {
    expect(titleCase('juan pérez gómez')).toBe('Juan Pérez Gómez');
    expect(titleCase('MARÍA DE LA LUZ')).toBe('María de la Luz');
    expect(titleCase("o'brien")).toBe("O'Brien");
    expect(titleCase('Ana McCann')).toBe('Ana McCann');
    expect(idValue('1.098.765.432')).toBe('1098765432');
    expect(idValue('gomr850412mslnrs07')).toBe('GOMR850412MSLNRS07');
    expect(phoneValue('+1 (786) 555-0148')).toBe('+17865550148');
    expect(contractValue('045 de 2026')).toBe('045-2026');
    expect(contractValue('cps-301-2026')).toBe('cps-301-2026');
    expect(caseValue('ms – 2026 – 000058')).toBe('MS-2026-000058');
    expect(caseValue('ms2026000058')).toBe('MS-2026-000058');
  });

  it.each([
    ['es operadora, no contratista', 'operator'],
    ['no es contratista, es funcionaria', 'official'],
    ['contrato de prestación de servicios', 'contractor'],
    ['empleado de planta', 'official'],
    ['personal de un tercero', 'operator'],
    ['as per official letter 12', undefined],
    ['no es contratista', undefined],
    ['una persona', undefined],
  ] as const)('%s is %s', (text, type) => {
    expect(holderTypeIn(tokensOf(text, 'es-CO'))).toBe(type);
  });

  it.each([
    ['cc 52 341 887 y cel 310 222 3344', ['52 341 887', '310 222 3344']],
    ['(786) 555-0148', ['(786) 555-0148']],
    ['(contrato 077-2026)', ['077-2026']],
    ['DRH/1120/2026', ['DRH/1120/2026']],
    ['caso 217 el 3', ['217', '3']],
    ['cc79885412', ['79885412']],
    ['ms 2026 000203 mi jefa', ['ms 2026 000203']],
  ])('%s holds the numbers %j', (text, numbers) => {
    const found = tokensOf(text, 'es-CO').filter((token) => token.kind === 'number' || token.kind === 'code');
    expect(found.map((token) => token.raw)).toEqual(numbers);
  });
});
