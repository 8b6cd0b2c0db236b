import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAccountQuery, type SaidAccounts } from '../../../dialogs/accounts/read-account-query.ts';

const today = '2026-11-30';
const december = { endFrom: '2026-12-01', endTo: '2026-12-31' };

const ES: readonly (readonly [string, SaidAccounts])[] = [
  ['cuentas que vencen en diciembre de Jurídica', { query: { ...december, department: 'juridica' } }],
  [
    'Muéstreme las cuentas de Jurídica que vencen en diciembre',
    { query: { ...december, department: 'juridica' } },
  ],
  [
    'contratistas de la Oficina Jurídica',
    { query: { holderType: 'contractor', department: 'oficina juridica' } },
  ],
  ['cuentas inactivas', { query: { state: 'disabled' } }],
  [
    '¿Cuáles son los contratistas activos de Hacienda?',
    { query: { holderType: 'contractor', state: 'enabled', department: 'hacienda' } },
  ],
  ['cuentas de contratistas que vencen el próximo mes', { query: { holderType: 'contractor', ...december } }],
  ['contratos que vencen en enero', { query: { endFrom: '2027-01-01', endTo: '2027-01-31' } }],
  ['contratos que vencen en enero de 2028', { query: { endFrom: '2028-01-01', endTo: '2028-01-31' } }],
  ['cuentas que vencen en los próximos 15 días', { query: { endFrom: today, endTo: '2026-12-15' } }],
  ['cuentas que vencieron en octubre', { query: { endFrom: '2026-10-01', endTo: '2026-10-31' } }],
  ['cuentas por vencer', { query: { endFrom: today, endTo: '2026-12-30' } }],
  ['cuentas vencidas', { query: { endTo: '2026-11-29' } }],
  [
    'cuentas que vencen entre el 1 y el 15 de diciembre',
    { query: { endFrom: '2026-12-01', endTo: '2026-12-15' } },
  ],
  ['cuentas que vencen antes del 15 de diciembre', { query: { endFrom: today, endTo: '2026-12-14' } }],
  ['cuentas que vencen esta semana', { query: { endFrom: today, endTo: '2026-12-06' } }],
  ['cuentas a mi cargo', { query: {}, own: true }],
  ['mis contratistas', { query: { holderType: 'contractor' }, own: true }],
  [
    'operadores a cargo de Lucía Beltrán',
    { query: { holderType: 'operator' }, supervisorName: 'lucia beltran' },
  ],
  ['cuentas con diferencias', { query: { differs: true } }],
  ['cuentas que ya no están en el directorio', { query: { state: 'gone' } }],
  ['cuenta de Laura Torres', { query: { text: 'laura torres' }, single: true }],
  [
    'ver la cuenta de andres.pena@entidad.example',
    { query: { text: 'andres.pena@entidad.example' }, single: true },
  ],
  ['cuenta andres.pena@entidad.example', { query: { text: 'andres.pena@entidad.example' }, single: true }],
  ['listar cuentas', { query: {} }],
  ['todas las cuentas de Jurídica', { query: { department: 'juridica' } }],
  ['¿Cuántas cuentas inactivas hay en Hacienda?', { query: { state: 'disabled', department: 'hacienda' } }],
  ['¿A quiénes se les vence el contrato en diciembre?', { query: december }],
  ['¿Quiénes terminan contrato este mes?', { query: { endFrom: '2026-11-01', endTo: '2026-11-30' } }],
];

const EN: readonly (readonly [string, SaidAccounts])[] = [
  ['accounts that expire next month', { query: december }],
  [
    'show me the contractors of Oficina Jurídica',
    { query: { holderType: 'contractor', department: 'oficina juridica' } },
  ],
  ['inactive accounts', { query: { state: 'disabled' } }],
  ['disabled accounts in Hacienda', { query: { state: 'disabled', department: 'hacienda' } }],
  ['accounts expiring in December from Jurídica', { query: { ...december, department: 'juridica' } }],
  ['who expires in December', { query: december }],
  ['my contractors', { query: { holderType: 'contractor' }, own: true }],
  ['contracts ending within 15 days', { query: { endFrom: today, endTo: '2026-12-15' } }],
  ['accounts supervised by Lucía Beltrán', { query: {}, supervisorName: 'lucia beltran' }],
  ['account of Laura Torres', { query: { text: 'laura torres' }, single: true }],
];

describe('a question for the register', () => {
  it.each(ES)('«%s» is understood', (said, expected) => {
    expect(readAccountQuery(said, { today, locale: 'es-CO' })).toEqual(expected);
  });

  it.each(EN)('“%s” is understood', (said, expected) => {
    expect(readAccountQuery(said, { today, locale: 'en-GB' })).toEqual(expected);
  });

  it.each([
    'inactivar las cuentas de los contratistas',
    'necesito una cuenta para laura torres',
    'cuenta nueva',
    'cuenta de correo para laura',
    'cuenta laura torres',
    'account for laura torres',
    'mi cuenta no funciona',
    'la cuenta de laura está bloqueada',
    'cuentas',
    'quién aprueba mi caso',
    'a quiénes les escribo',
    'todas las cuentas',
    'contratistas',
    'mis casos',
    'quiero crear dos cuentas de contratistas',
    'I need accounts for two contractors',
    'hay que inactivar la cuenta de juan pablo',
    '',
    '?',
  ])('«%s» is none', (said) => {
    expect(readAccountQuery(said, { today, locale: 'es-CO' })).toBeUndefined();
  });

  it('is read from any text without a fault, in time that grows with it', () => {
    const words =
      'cuentas que vencen de en la el y 15 diciembre contratistas a cargo entre hasta con mi @ .'.split(' ');
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 60 }), (parts) => {
        readAccountQuery(parts.join(' '), { today, locale: 'es' });
      }),
      { numRuns: 2_000 },
    );
    expect(readAccountQuery('cuentas de '.repeat(10_000), { today, locale: 'es' })).toBeUndefined();
  });
});
