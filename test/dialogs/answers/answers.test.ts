import { describe, expect, it } from 'vitest';
import { readControl } from '../../../dialogs/answers/control-words.ts';
import { labelledFields } from '../../../dialogs/answers/labelled.ts';
import { mendContract } from '../../../dialogs/answers/mend-contract.ts';
import { readAnswer } from '../../../dialogs/answers/read-answer.ts';
import { readChoice } from '../../../dialogs/answers/read-choice.ts';
import { readYesNo } from '../../../dialogs/answers/yes-no.ts';
import type { FieldId } from '../../../services/domain/case.ts';
import { translator } from '../../../services/locale/translate.ts';
import { unidadVictimas } from '../../../services/procedures/unidad-victimas.ts';

const t = translator('es-CO');
const context = {
  today: '2026-11-20',
  mailDomain: 'entidad.example',
  country: 'CO',
  procedure: unidadVictimas,
  fields: {},
  locale: 'es-CO',
  t,
  asker: { id: 'me', name: 'Camila Rojas Peña', email: 'camila.rojas@entidad.example' },
  askerDepartment: 'Oficina Jurídica',
  manager: { id: 'boss', name: 'Hernán', email: 'h@entidad.example' },
} as const;

describe('a yes or a no', () => {
  it.each([
    ['sí', true, ''],
    ['Si, por favor', true, ''],
    ['sí, pero hasta marzo', true, 'pero hasta marzo'],
    ['dale', true, ''],
    ['👍', true, ''],
    ['looks good', true, ''],
    ['no', false, ''],
    ['no, gracias', false, ''],
    ['No, es operadora', false, 'es operadora'],
    ['Sí, cancelar', true, ''],
  ])('%s', (text, yes, rest) => expect(readYesNo(text)).toEqual({ yes, rest }));

  it.each([
    'no me deja enviar',
    'no puedo entrar',
    'no se',
    'abogada',
    'y el cargo es otro',
    'ya no lo necesito',
    '',
  ])('is neither: %s', (text) => expect(readYesNo(text)).toBeUndefined());
});

describe('a set phrase', () => {
  it.each([
    ['Cancelar.', 'cancel'],
    ['cancele por favor', 'cancel'],
    ['ya no', 'cancel'],
    ['never mind!', 'cancel'],
    ['¿Ayuda?', 'help'],
    ['???', 'help'],
    ['¿y eso para qué?', 'why'],
    ['no sé', 'unknown'],
    ["I don't know", 'unknown'],
    ['Ninguna de ellas', 'nobody'],
    ['gracias', 'courtesy'],
    ['mejor no, cancele todo', 'cancel'],
  ])('%s', (text, control) => expect(readControl(text)).toBe(control));

  it.each([
    'cancelar la cuenta de Andrés',
    'ayuda con la cuenta de Luisa',
    'para que pueda trabajar desde casa',
    'gracias, cancelar la cuenta de Andrés',
    'ayuda, cancelar',
  ])('is none: %s', (text) => expect(readControl(text)).toBeUndefined());
});

describe('an answer in the light of its question', () => {
  const rows: readonly (readonly [FieldId, string, string | undefined])[] = [
    ['endDate', 'el 30', '2026-11-30'],
    ['endDate', 'hasta marzo', '2027-03-31'],
    ['startDate', 'desde el lunes', '2026-11-23'],
    ['startDate', 'hasta el 15 de diciembre', undefined],
    ['effectiveDate', 'de inmediato', '2026-11-20'],
    ['effectiveDate', 'hoy mismo', '2026-11-20'],
    ['effectiveDate', 'cuando puedan', undefined],
    ['nationalId', 'es la 52.345.678', '52.345.678'],
    ['nationalId', 'no la tengo todavía', undefined],
    ['phone', 'cel 310 555 1234', '310 555 1234'],
    ['personalEmail', 'es laura@correo.example.', 'laura@correo.example'],
    ['account', 'la mía', 'me'],
    ['account', 'la cuenta de andrés peña', 'andrés peña'],
    ['account', 'es la de la doctora Luisa Torres', 'Luisa Torres'],
    ['supervisor', 'mi jefe', 'boss'],
    ['supervisor', 'Hernán Castaño, por favor', 'Hernán Castaño'],
    ['department', 'la misma mía', 'Oficina Jurídica'],
    ['department', 'en la Oficina de Planeación', 'Oficina de Planeación'],
    ['position', 'será abogada de apoyo', 'abogada de apoyo'],
    ['position', '«Analista»', 'Analista'],
    ['holderType', 'es de planta provisional', 'official'],
    ['holderType', 'no sabría', undefined],
    ['contractNumber', 'es el CPS-101-2026', 'CPS-101-2026'],
    ['contractNumber', '045 de 2026', '045 de 2026'],
    ['holderName', 'se llama Laura Ñungo', 'Laura Ñungo'],
    ['description', ' Todo falla desde ayer. ', 'Todo falla desde ayer.'],
  ];
  it.each(rows)('%s: %s', (field, text, typed) =>
    expect(readAnswer(field, text, context)?.typed).toBe(typed),
  );
});

describe('a contract number said in part', () => {
  it.each([
    ['110', 'CPS-101-2026', 'CPS-110-2026'],
    ['7', 'CPS-101-2026', 'CPS-007-2026'],
    ['CPS-110', 'CPS-101-2026', 'CPS-110-2026'],
    ['OP-12-2027', 'CPS-101-2026', 'OP-12-2027'],
    ['el mismo', 'CPS-101-2026', 'CPS-101-2026'],
    ['the same', 'CPS-101-2026', 'CPS-101-2026'],
    ['110', undefined, '110'],
  ])('%s of %s', (said, known, whole) => expect(mendContract(said, known)).toBe(whole));
});

describe('a choice in people’s words', () => {
  const rows: readonly (readonly [FieldId, string, string | undefined])[] = [
    ['reason', 'se le acabó el contrato', 'contract_end'],
    ['reason', 'Terminación del contrato', 'contract_end'],
    ['reason', 'renunció la semana pasada', 'resignation'],
    ['reason', 'se pensionó', 'retirement'],
    ['reason', 'Otro motivo', 'other'],
    ['reason', 'quién sabe', undefined],
    ['change', 'el cargo', 'position'],
    ['change', 'cambiar el cargo y también el teléfono', 'position'],
    ['change', 'le prorrogaron el contrato', 'contract'],
    ['change', 'Alias (otra dirección)', 'alias'],
    ['failureKind', 'no puedo enviar correos', 'cannot_send'],
    ['failureKind', 'mi buzón está lleno', 'mailbox_full'],
    ['failureKind', 'No recibo correos', 'cannot_receive'],
  ];
  it.each(rows)('%s: %s', (field, text, code) =>
    expect(readChoice(field, text, { t, locale: 'es-CO' }, unidadVictimas)).toBe(code),
  );
});

describe('values that name themselves', () => {
  const about = { locale: 'es-CO', today: '2026-11-20', mailDomain: 'entidad.example' };
  it.each([
    [
      'cargo: auxiliar de archivo; supervisor: Sofía Ibáñez',
      { position: 'auxiliar de archivo', supervisor: 'Sofía Ibáñez' },
    ],
    [
      'el cargo es abogada y el contrato es CPS-110-2026',
      { position: 'abogada', contractNumber: 'CPS-110-2026' },
    ],
    ['cc 52.345.678, cel 3105551234', { nationalId: '52.345.678', phone: '3105551234' }],
    ['del 1 de diciembre al 30 de junio de 2027', { startDate: '2026-12-01', endDate: '2027-06-30' }],
    ['desde hoy hasta fin de año', { startDate: '2026-11-20', endDate: '2026-12-31' }],
    [
      'laura@correo.example y andres.pena@entidad.example',
      { personalEmail: 'laura@correo.example', account: 'andres.pena@entidad.example' },
    ],
    ['es operadora, no contratista', { holderType: 'operator' }],
    ['la supervisora pide que sea pronto', {}],
    ['abogada de apoyo', {}],
  ])('%s', (text, fields) => expect(labelledFields(text, about)).toEqual(fields));
});
