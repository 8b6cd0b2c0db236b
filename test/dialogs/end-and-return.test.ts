import { describe } from 'vitest';
import { deskForConversations, holdConversations } from '../support/conversations.ts';

const open = deskForConversations();
const ANDRES = '5f0a1c00-0000-4000-8000-000000000101';
const JUAN = '5f0a1c00-0000-4000-8000-000000000102';
const MARIA = '5f0a1c00-0000-4000-8000-000000000103';
const LUISA = '5f0a1c00-0000-4000-8000-000000000105';
const CARLOS = '5f0a1c00-0000-4000-8000-000000000108';

describe('a deactivation', () => {
  holdConversations(open, [
    {
      name: 'of the team, by first name and one surname without accents, asks today or the contract’s end',
      who: 'hernan',
      lines: [
        [
          'inactiven la cuenta de andres pena, se le acabó el contrato',
          '¿Es Andrés Felipe Peña Niño, contratista de Oficina Jurídica (CPS-045-2026, hasta el 31 dic 2026)?',
          'aún está vigente',
          'El 31 de diciembre',
        ],
        ['hoy', 'Se bloquea el acceso', 'puede reactivarse', 'no:se la pediré'],
        ['sí', 'Quedó registrada', 'La revisa un especialista'],
      ],
      opens: {
        kind: 'deactivate',
        fields: { account: ANDRES, reason: 'contract_end', effectiveDate: '2026-11-20' },
      },
    },
    {
      name: 'takes the contract’s last day from the quick answer',
      who: 'hernan',
      lines: [
        ['inactiven la cuenta de andres pena, se le acabó el contrato', 'El 31 de diciembre'],
        ['El 31 de diciembre', '31 de diciembre', 'Confirmar'],
        ['sí', 'Quedó registrada'],
      ],
      opens: { kind: 'deactivate', fields: { effectiveDate: '2026-12-31' } },
    },
    {
      name: 'from today on is not asked again',
      who: 'hernan',
      lines: [
        [
          'desde hoy inactivar la cuenta de juan pablo de la cruz, renunció',
          'Juan Pablo De la Cruz Muñoz',
          'Confirmar',
          'no:aún está vigente',
        ],
        ['confirmo', 'Quedó registrada'],
      ],
      opens: {
        kind: 'deactivate',
        fields: { account: JUAN, reason: 'resignation', effectiveDate: '2026-11-20' },
      },
    },
    {
      name: 'by somebody else says that the supervisor is asked first',
      lines: [
        [
          'por favor inactivar la cuenta de luisa fernanda torres porque renunció',
          '¿Es Luisa Fernanda Torres',
        ],
        ['el viernes', 'viernes 27 de noviembre', 'Hernán Castaño Muñoz, se la pediré'],
        ['sí', 'Primero le pido la autorización a Hernán Castaño Muñoz'],
      ],
      opens: { kind: 'deactivate', fields: { account: LUISA, effectiveDate: '2026-11-27' } },
    },
    {
      name: 'lets the account be another one',
      who: 'hernan',
      lines: [
        ['inactiven la cuenta de andres pena, se le acabó el contrato', '¿Es Andrés Felipe Peña Niño'],
        ['no, es juan pablo', '¿Es Juan Pablo De la Cruz Muñoz', '30 de noviembre'],
        ['otra fecha', '¿Qué fecha?'],
        ['el 25', 'miércoles 25 de noviembre', 'Confirmar'],
        ['no, mejor hoy', 'viernes 20 de noviembre', 'Confirmar'],
        ['sí', 'Quedó registrada'],
      ],
      opens: { kind: 'deactivate', fields: { account: JUAN, effectiveDate: '2026-11-20' } },
    },
    {
      name: 'asks everything after the bare command, and takes a plain no for another account',
      who: 'hernan',
      lines: [
        ['Inactivar una cuenta', '¿La cuenta de quién inactivamos?'],
        ['andres', '¿Es Andrés Felipe Peña Niño', '¿Por qué se inactiva'],
        ['no', '¿La cuenta de quién inactivamos?'],
        ['juan pablo', '¿Es Juan Pablo De la Cruz'],
        ['terminación del contrato', 'Fin del contrato', '30 de noviembre'],
        ['al fin del contrato', '30 de noviembre', 'Confirmar'],
        ['cancelar', '¿Cancelo'],
        ['sí', 'no registré nada'],
      ],
    },
    ...(
      [
        ['renunció', 'resignation'],
        ['ella renunció ayer', 'resignation'],
        ['porque se le acabó el contrato', 'contract_end'],
        ['por pensión', 'retirement'],
      ] as const
    ).map(([why, reason]) => ({
      name: `takes “${why}” for the reason where the person was asked for, and asks for the person again`,
      who: 'hernan',
      lines: [
        ['Inactivar una cuenta', '¿La cuenta de quién inactivamos?'],
        [why, '¿La cuenta de quién inactivamos?', 'no:No encuentro', 'no:¿Por qué se inactiva'],
        ['juan pablo', '¿Es Juan Pablo De la Cruz', 'no:¿Por qué se inactiva'],
        ['hoy', 'Confirmar'],
        ['sí', 'Quedó registrada'],
      ] as const,
      opens: { kind: 'deactivate' as const, fields: { account: JUAN, reason } },
    })),
    ...(
      [
        ['she resigned', 'resignation'],
        ['because her contract ended', 'contract_end'],
        ['she has retired', 'retirement'],
      ] as const
    ).map(([why, reason]) => ({
      name: `takes “${why}” for the reason in English`,
      who: 'hernan',
      locale: 'en-GB',
      lines: [
        ['deactivate an account', 'Whose account'],
        [why, 'Whose account', 'no:cannot find'],
        ['juan pablo', 'Juan Pablo De la Cruz'],
        ['today', 'Confirm'],
        ['yes'],
      ] as const,
      opens: { kind: 'deactivate' as const, fields: { account: JUAN, reason } },
    })),
    {
      name: 'of a shared mailbox, an administrator or a disabled account is refused at once',
      lines: [
        ['inactivar la cuenta de contacto juridica', 'es un buzón compartido', 'no:¿Desde qué fecha'],
        ['inactivar la cuenta admin@entidad.example', 'administra el directorio'],
        ['inactiva la cuenta de maria fernanda gomez', 'está inactiva'],
        ['gracias', 'Con gusto'],
      ],
    },
    {
      name: 'of somebody whom nobody knows says so, and takes the address',
      lines: [
        ['inactivar la cuenta de Zacarías Inventado por renuncia', 'No encuentro a «Zacarías Inventado»'],
        ['luisa.torres@entidad.example', '¿Es Luisa Fernanda Torres', '¿Desde qué fecha'],
        ['mañana', '21 de noviembre', 'Confirmar'],
        ['sí', 'Quedó registrada'],
      ],
      opens: { kind: 'deactivate', fields: { account: LUISA } },
    },
    {
      name: 'in English',
      who: 'hernan',
      locale: 'en-US',
      lines: [
        [
          "please deactivate Andres Peña's account, his contract ended",
          'Is it Andrés Felipe Peña Niño',
          'On 31 December',
        ],
        ['today', 'Friday 20 November'],
        ['no', 'What should I correct?'],
        ['actually tomorrow', 'Saturday 21 November'],
        ['yes', 'recorded as', 'will review it'],
      ],
      opens: { kind: 'deactivate', fields: { account: ANDRES, effectiveDate: '2026-11-21' } },
    },
    {
      name: 'of many at once is for the desk lead and supervisors, and says so',
      lines: [
        [
          'inactivar todas las cuentas de los contratistas que terminan en diciembre',
          'un supervisor para su propio equipo',
          'Una por una',
        ],
        ['Una por una', '¿La cuenta de quién inactivamos?'],
        ['cancelar', 'no registré nada'],
      ],
    },
    {
      name: 'of many at once goes to a person where that is wished',
      lines: [
        ['necesito dar de baja masiva a los operadores del contrato OP-12', 'la dirección de TIC'],
        ['hablar con una persona', 'Confirmar', 'OP-12'],
        ['sí', 'Quedó registrada'],
      ],
      opens: { kind: 'assistance' },
    },
  ]);
});

describe('an activation', () => {
  holdConversations(open, [
    {
      name: 'of an official asks why, with fitting answers',
      who: 'lucia',
      lines: [
        [
          'reactivar la cuenta de maria gomez',
          '¿Es María Fernanda Gómez Arias',
          '¿Por qué debe volver',
          'no:Renuncia',
        ],
        ['volvió de licencia', 'Licencia o vacaciones', 'Confirmar'],
        ['si', 'Quedó registrada'],
      ],
      opens: { kind: 'activate', fields: { account: MARIA, reason: 'leave' } },
    },
    {
      name: 'of a contractor wants the new contract',
      who: 'lucia',
      lines: [
        ['Reactivar una cuenta', '¿La cuenta de quién activamos?'],
        ['carlos peña', '¿Es Carlos Andrés Peña Niño', '¿Por qué'],
        ['le hicieron un contrato nuevo', 'Otro motivo', 'número del contrato'],
        ['CPS-500-2027', 'fecha va el contrato nuevo'],
        ['hasta el 30 de junio de 2027', 'Confirmar'],
        ['sí', 'Quedó registrada'],
      ],
      opens: {
        kind: 'activate',
        fields: { account: CARLOS, reason: 'other', contractNumber: 'CPS-500-2027', endDate: '2027-06-30' },
      },
    },
    {
      name: 'of an active account is refused at once',
      who: 'lucia',
      lines: [
        ['activar la cuenta de jose guiza', 'ya está activa'],
        ['no', 'lo dejamos así'],
      ],
    },
  ]);
});
