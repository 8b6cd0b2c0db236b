import { describe } from 'vitest';
import { deskForConversations, holdConversations } from '../support/conversations.ts';

const open = deskForConversations();
const ANDRES = '5f0a1c00-0000-4000-8000-000000000101';
const JUAN = '5f0a1c00-0000-4000-8000-000000000102';
const LUISA = '5f0a1c00-0000-4000-8000-000000000105';

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
