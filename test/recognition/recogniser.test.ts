import { describe, expect, it } from 'vitest';
import {
  createEntityReader,
  createRecogniser,
  type Entities,
  type Intent,
} from '../../dialogs/recognition/recogniser.ts';

const recognise = createRecogniser({ domain: 'entidad.example' });
const NOW = '2026-11-20';

interface Case {
  readonly text: string;
  readonly intent: Intent;
  readonly entities: Entities;
  readonly locale?: string;
}

const CASES: readonly Case[] = [
  {
    text: 'buenas, me ayudan con un correo para laura inés ñungo pérez, contratista nueva, cc 52.345.678, contrato CPS-101-2026 hasta el 15 de diciembre',
    intent: 'create_account',
    entities: {
      holderName: 'Laura Inés Ñungo Pérez',
      holderType: 'contractor',
      nationalId: '52345678',
      contractNumber: 'CPS-101-2026',
      endDate: '2026-12-15',
    },
  },
  {
    text: 'inactiven la cuenta de andres pena, se le acabó el contrato',
    intent: 'deactivate_account',
    entities: { holderName: 'Andres Pena', reason: 'contract_end' },
  },
  { text: 'mis casos', intent: 'case_status', entities: {} },
  { text: 'cómo va el 12', intent: 'case_status', entities: { caseNumber: '12' } },
  { text: 'cancelar el caso ms 2026 3', intent: 'cancel_case', entities: { caseNumber: 'MS-2026-3' } },
  { text: 'ayuda', intent: 'help', entities: {} },
  { text: 'hola', intent: 'greeting', entities: {} },
  { text: 'quiero hablar con una persona', intent: 'talk_to_person', entities: {} },
  { text: 'olvidé mi contraseña', intent: 'reset_password', entities: {} },
  { text: 'no me llegan correos', intent: 'report_failure', entities: { failureKind: 'cannot_receive' } },
  { text: '¿cuánto se demora la creación de una cuenta?', intent: 'how_to', entities: {} },
  {
    text: 'I need an account for Ann Lee, contractor, contract CPS-9-2026 until December 15',
    locale: 'en-US',
    intent: 'create_account',
    entities: {
      holderName: 'Ann Lee',
      holderType: 'contractor',
      contractNumber: 'CPS-9-2026',
      endDate: '2026-12-15',
    },
  },
];

describe('a first message', () => {
  it.each(CASES)('$text', ({ text, intent, entities, locale = 'es-CO' }) => {
    const said = recognise({ text, locale, now: NOW });
    expect(said.intent).toBe(intent);
    expect(said.entities).toEqual(entities);
    expect(said.sure).toBe(true);
  });

  it('is answered the same each time, with alternatives in order and shares that make sense', () => {
    const message = { text: 'quiero cerrar la cuenta de Ana', locale: 'es-CO', now: NOW };
    const said = recognise(message);
    expect(recognise(message)).toEqual(said);
    const shares = [said.confidence, ...said.alternatives.map((each) => each.confidence)];
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
    expect(shares.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(1.000001);
    expect(said.alternatives.every((each) => each.intent !== said.intent)).toBe(true);
  });

  it('that is empty is never sure', () => {
    expect(recognise({ text: ' \n ', locale: 'es-CO', now: NOW })).toMatchObject({
      sure: false,
      entities: {},
    });
  });

  it('tells an account from a personal address by the domain of the entity', () => {
    const text = 'crear cuenta para Rosa Gil, correo personal rosa.gil@correo.example';
    expect(recognise({ text, locale: 'es-CO', now: NOW }).entities.personalEmail).toBe(
      'rosa.gil@correo.example',
    );
    const other = 'inactivar la cuenta rosa.gil@entidad.example';
    expect(recognise({ text: other, locale: 'es-CO', now: NOW }).entities.account).toBe(
      'rosa.gil@entidad.example',
    );
  });
});

describe('an answer in the middle of a form', () => {
  it('fills several fields at once, the affirmed holder type among them', () => {
    const read = createEntityReader({ domain: 'entidad.example' });
    const text =
      'desde el lunes. y es operadora, no contratista. El correo personal es laura.nungo@correo.example';
    expect(read({ text, locale: 'es-CO', now: NOW }, 'create_account')).toEqual({
      startDate: '2026-11-23',
      holderType: 'operator',
      personalEmail: 'laura.nungo@correo.example',
    });
  });
});
