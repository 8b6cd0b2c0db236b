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
      name: 'of many at once is honestly not there yet',
      lines: [
        [
          'inactivar todas las cuentas de los contratistas que terminan en diciembre',
          'todavía no',
          'Una por una',
        ],
        ['Una por una', '¿La cuenta de quién inactivamos?'],
        ['cancelar', 'no registré nada'],
      ],
    },
    {
      name: 'of many at once goes to a person where that is wished',
      lines: [
        ['necesito dar de baja masiva a los operadores del contrato OP-12', 'todavía no'],
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

describe('a modification', () => {
  holdConversations(open, [
    {
      name: 'shows the old and the new value',
      lines: [
        [
          'Andrés Felipe Peña pasa a ser coordinador jurídico, por favor actualizar el cargo',
          'Cargo: de «Contratista» a «coordinador jurídico»',
          'Confirmar',
        ],
        ['sí', 'Quedó registrada'],
      ],
      opens: {
        kind: 'modify',
        fields: { account: ANDRES, change: 'position', position: 'coordinador jurídico' },
      },
    },
    {
      name: 'of one’s own telephone is done without a specialist',
      lines: [
        ['cambió mi teléfono, ahora es 3105551234', 'Teléfono: quedará «3105551234»'],
        ['dale', 'Ya la estoy haciendo'],
      ],
      opens: { kind: 'modify', fields: { change: 'phone', phone: '3105551234' } },
    },
    {
      name: 'asks whose, what and how, and knows "the same" contract',
      who: 'hernan',
      lines: [
        ['quiero modificar una cuenta', '¿En la cuenta de quién'],
        ['la de juan pablo de la cruz', '¿Es Juan Pablo De la Cruz Muñoz', '¿Qué se debe cambiar'],
        [
          'le prorrogaron el contrato hasta el 31 de marzo',
          '31 de marzo',
          '¿Cuál es el número del contrato?',
        ],
        ['el mismo', 'de «30 de noviembre de 2026» a «31 de marzo de 2027»'],
        ['sí', 'Quedó registrada'],
      ],
      opens: {
        kind: 'modify',
        fields: { account: JUAN, change: 'contract', contractNumber: 'CPS-078-2026', endDate: '2027-03-31' },
      },
    },
    {
      name: 'of a name that several have offers them, and takes a place in the list',
      lines: [
        ['quiero cambiar la dependencia de peña', 'varias personas', 'Profesional especializada', 'Elegir'],
        ['el de contratista', 'no:Quedó registrada'],
        ['andrés felipe', '¿Es Andrés Felipe Peña Niño', '¿A qué dependencia pasa?'],
        ['Oficina de Planeación', 'Dependencia: de «Oficina Jurídica» a «Oficina de Planeación»'],
        ['sí', 'Quedó registrada'],
      ],
      opens: { kind: 'modify', fields: { account: ANDRES, department: 'Oficina de Planeación' } },
    },
    {
      name: 'offers people nearly of that name and takes none of them by itself',
      lines: [
        ['modificar la cuenta de fernanda torrez', 'No encuentro exactamente', 'Elegir'],
        ['ninguna', 'nombre completo o la dirección'],
        ['luisa fernanda torres', '¿Es Luisa Fernanda Torres'],
        ['el nombre', '¿Cuál es el nombre completo correcto?'],
        ['Luisa Fernanda Torres Gil', 'de «Luisa Fernanda Torres» a «Luisa Fernanda Torres Gil»'],
        ['sí', 'Quedó registrada'],
      ],
      opens: {
        kind: 'modify',
        fields: { account: LUISA, change: 'name', newValue: 'Luisa Fernanda Torres Gil' },
      },
    },
    {
      name: 'of a group, a quota and other things by hand asks what they need',
      lines: [
        [
          'agregar a luisa torres al grupo Todos-Juridica',
          'Grupo o lista de distribución: quedará «Todos-Juridica»',
        ],
        ['no, mejor cancelar', 'no:Quedó registrada'],
        ['cancelar', '¿Cancelo'],
        ['sí', 'no registré nada'],
        ['necesito más espacio en mi buzón', '¿Qué tamaño debe tener el buzón?'],
        ['50 GB', '¿Para qué se necesita?'],
        ['para guardar los expedientes del año', 'Tamaño del buzón: quedará «50 GB»'],
        ['sí', 'Quedó registrada'],
      ],
      opens: { kind: 'modify', fields: { change: 'quota', newValue: '50 GB' } },
    },
    {
      name: 'with two changes does the first and offers the second',
      lines: [
        [
          'cambiar el cargo de luisa torres a asesora y también el teléfono al 3001112222',
          'Cargo: de «Profesional» a «asesora»',
        ],
        ['sí', 'Quedó registrada', 'También me había pedido'],
        ['no', 'lo dejamos así'],
      ],
      opens: { kind: 'modify', fields: { change: 'position', position: 'asesora' } },
    },
    {
      name: 'in English',
      locale: 'en-US',
      lines: [
        ['change the job title of Luisa Torres to senior advisor', 'from “Profesional” to “senior advisor”'],
        ['yes', 'recorded as'],
      ],
      opens: { kind: 'modify', fields: { account: LUISA, position: 'senior advisor' } },
    },
  ]);
});

describe('a forgotten password', () => {
  holdConversations(open, [
    {
      name: 'is the asker’s own',
      lines: [
        ['olvidé mi contraseña', 'camila.rojas@entidad.example', 'Confirmar'],
        ['sí', 'Quedó registrada'],
      ],
      opens: { kind: 'reset', fields: { account: '5f0a1c00-0000-4000-8000-000000000001' } },
    },
    {
      name: 'of somebody else is refused at once to who is neither holder nor supervisor',
      lines: [
        ['restablecer la contraseña de luisa torres', 'solo lo puede pedir'],
        ['bueno, la mía entonces', 'camila.rojas@entidad.example'],
        ['sí', 'Quedó registrada'],
      ],
      opens: { kind: 'reset' },
    },
    {
      name: 'of the team is the supervisor’s to ask',
      who: 'hernan',
      lines: [
        ['a andrés peña se le olvidó la clave del correo', 'Andrés Felipe Peña Niño', 'Confirmar'],
        ['sí', 'Quedó registrada'],
      ],
      opens: { kind: 'reset', fields: { account: ANDRES } },
    },
    {
      name: 'in English',
      locale: 'en-GB',
      lines: [
        ['I forgot my password', 'camila.rojas@entidad.example'],
        ['yes', 'recorded as'],
      ],
      opens: { kind: 'reset' },
    },
  ]);
});

describe('a failure of the mail', () => {
  holdConversations(open, [
    {
      name: 'from the command asks what fails and what happens',
      lines: [
        ['Tengo una falla de correo', '¿Qué falla en el correo?', 'No puedo enviar'],
        ['No puedo enviar', '¿Qué pasa exactamente'],
        [
          'desde ayer cuando envío un correo me sale el error 550 relay denied',
          'Confirmar',
          '550 relay denied',
        ],
        ['sí', 'Quedó registrada'],
      ],
      opens: { kind: 'failure', fields: { failureKind: 'cannot_send' } },
    },
    {
      name: 'in one sentence needs nothing more',
      lines: [
        [
          'no me llegan correos desde esta mañana, ni de adentro ni de afuera de la entidad',
          'No recibo correos',
          'Confirmar',
        ],
        ['sí', 'Quedó registrada'],
      ],
      opens: { kind: 'failure', fields: { failureKind: 'cannot_receive' } },
    },
    {
      name: 'in words of its own is kept as they are',
      lines: [
        ['Tengo una falla de correo', '¿Qué falla en el correo?'],
        ['las tildes se ven como garabatos', 'Otra falla'],
        ['pasa con todos los mensajes que abro desde el lunes', 'Confirmar', 'garabatos'],
        ['sí', 'Quedó registrada'],
      ],
      opens: { kind: 'failure', fields: { failureKind: 'other' } },
    },
    {
      name: 'in English',
      locale: 'en-US',
      lines: [
        [
          "I can't send emails since yesterday, Outlook shows error 550 5.7.1 when I write out",
          'I cannot send',
        ],
        ['yes', 'recorded as'],
      ],
      opens: { kind: 'failure', fields: { failureKind: 'cannot_send' } },
    },
  ]);
});

describe('a person of the desk', () => {
  holdConversations(open, [
    {
      name: 'is reached with one sentence that says what about',
      lines: [
        ['Hablar con una persona', '¿En qué le podemos ayudar?'],
        ['quiero saber si puedo usar mi correo desde otro país', 'Quedó registrada'],
      ],
      opens: {
        kind: 'assistance',
        fields: { description: 'quiero saber si puedo usar mi correo desde otro país' },
      },
    },
    {
      name: 'in English',
      locale: 'en-US',
      lines: [
        ['Talk to a person', 'no:recorded'],
        ['my mailbox was opened by somebody I do not know', 'recorded as'],
      ],
      opens: { kind: 'assistance' },
    },
  ]);
});
