import { describe } from 'vitest';
import { deskForConversations, holdConversations } from '../support/conversations.ts';

const open = deskForConversations();
const HERNAN = '5f0a1c00-0000-4000-8000-000000000002';
const JUAN = '5f0a1c00-0000-4000-8000-000000000102';
const LUISA = '5f0a1c00-0000-4000-8000-000000000105';

describe('several things in one message', () => {
  holdConversations(open, [
    {
      name: 'fill several fields, are repeated back shortly, and only the rest is asked for',
      lines: [
        ['crear cuenta para Tulio Mora Paz, contratista', '¿Cuál es el número de documento'],
        [
          'cédula 1234567890 y contrato CPS-9-2026',
          'Listo: documento 1.234.567.890 y contrato CPS-9-2026',
          '¿Desde qué fecha',
        ],
        [
          'desde hoy hasta fin de año',
          'viernes 20 de noviembre y hasta el jueves 31 de diciembre',
          '¿Qué cargo',
        ],
        [
          'analista; correo tulio.mora@correo.example; jefe castaño',
          'cargo «analista», correo personal tulio.mora@correo.example y Hernán Castaño Muñoz',
          '¿Todo bien?',
        ],
        ['no, el jefe es elena', 'Elena Quintero Sáenz', '¿Todo bien?'],
        ['sí', 'Quedó registrada'],
      ],
      opens: { kind: 'create', fields: { nationalId: '1234567890', endDate: '2026-12-31' } },
    },
    {
      name: 'as two requests: the second is offered in its own words once the first is over',
      lines: [
        [
          'reactiven la cuenta de maria fernanda y además inactiven la de juan pablo',
          'Son dos cosas',
          'Inactivar una cuenta',
          '¿Es María Fernanda Gómez Arias',
        ],
        ['otro motivo, la inactivaron por error', 'Otro motivo'],
        ['cancelar', '¿Cancelo'],
        ['sí', 'También me había pedido otra cosa: Inactivar una cuenta'],
        ['sí', '¿Es Juan Pablo De la Cruz Muñoz', '¿Por qué se inactiva'],
        ['cancelar', '¿Cancelo'],
        ['sí', 'no registré nada'],
      ],
    },
    {
      name: 'in a long spoken sentence are told apart',
      lines: [
        [
          'hola buenas, mire lo que pasa es que a la doctora luisa torres le cambiaron el cargo, ahora es subdirectora',
          'Luisa Fernanda Torres',
          'subdirectora',
        ],
        ['sí', 'Quedó registrada'],
      ],
      opens: { kind: 'modify', fields: { account: LUISA, position: 'subdirectora' } },
    },
    {
      name: 'in English, with a yes that corrects',
      locale: 'en-US',
      lines: [
        [
          'new account for Mary Ann Stone, contractor, ID 1020304050, contract CPS-12-2026 from December 1st',
          'Until which date',
        ],
        ['the 31st', 'Thursday 31 December', 'job title'],
        ['legal clerk', 'personal e-mail'],
        ['mary@mail.example', 'Confirm'],
        ['yes, but until January 15', 'Friday 15 January 2027', 'no:recorded as'],
        ['yes', 'recorded as'],
      ],
      opens: { kind: 'create', fields: { endDate: '2027-01-15' } },
    },
  ]);
});

describe('an answer in the light of the question', () => {
  holdConversations(open, [
    {
      name: 'is a day alone for an end, and a month alone for a correction of it',
      lines: [
        ['necesito un correo para mi compañera nueva, Rosa Elvira Niño Díaz, contratista', 'documento'],
        ['CPS-77-2026, cc 52.345.679', '52.345.679 y contrato CPS-77-2026', '¿Desde qué fecha'],
        ['del 1 de diciembre', 'martes 1 de diciembre', '¿Hasta qué fecha'],
        ['el 30', 'miércoles 30 de diciembre', '¿Qué cargo'],
        ['abogada y el correo es rosa.nino@correo.example', 'rosa.nino@correo.example', '¿Todo bien?'],
        ['sí, pero hasta marzo', '31 de marzo de 2027', '¿Todo bien?', 'no:Quedó registrada'],
        ['si', 'Quedó registrada'],
      ],
      opens: { kind: 'create', fields: { endDate: '2027-03-31', position: 'abogada' } },
    },
    {
      name: 'is a first name alone for a supervisor, found in the directory',
      lines: [
        [
          'crear cuenta para Ana Ríos Paz, funcionaria, cc 52111222, cargo abogada, ana@correo.example',
          '¿Todo bien?',
        ],
        ['el supervisor es sofia', 'Sofía Ibáñez León', '¿Todo bien?'],
        ['mejor hernán', 'no:Quedó registrada'],
        ['el jefe es hernan', 'Hernán Castaño Muñoz', '¿Todo bien?'],
        ['sí', 'Quedó registrada'],
      ],
      opens: { kind: 'create', fields: { supervisor: HERNAN } },
    },
    {
      name: 'is another number where only one could be meant',
      lines: [
        ['cambiar el teléfono de luisa torres a 3001234567', '3001234567'],
        ['no, 3001234568', '3001234568', 'no:Quedó registrada'],
        ['perdón, 3001234569', '3001234569', 'no:Quedó registrada'],
        ['sí', 'Quedó registrada'],
      ],
      opens: { kind: 'modify', fields: { account: LUISA } },
    },
    {
      name: 'is another day, also when it begins with "mejor"',
      who: 'hernan',
      lines: [
        ['inactivar a juan pablo de la cruz hoy por seguridad', 'Juan Pablo De la Cruz Muñoz', 'Seguridad'],
        ['mejor el lunes', 'lunes 23 de noviembre', 'Confirmar'],
        ['no, el martes', 'martes 24 de noviembre', 'Confirmar'],
        ['listo', 'Quedó registrada'],
      ],
      opens: { kind: 'deactivate', fields: { account: JUAN, effectiveDate: '2026-11-24' } },
    },
    {
      name: 'is what is said of a failure, in a sentence of its own',
      lines: [
        ['el outlook no me abre', 'Outlook falla', '¿Qué pasa exactamente'],
        ['¿para qué?', '¿Qué pasa exactamente'],
        ['se cierra solo cuando lo abro desde el martes', 'Anotado'],
        ['sí', 'Quedó registrada'],
      ],
      opens: { kind: 'failure' },
    },
  ]);
});

describe('a change of mind or a question on the way', () => {
  holdConversations(open, [
    {
      name: 'is told apart from an answer at every step, and the form goes on',
      lines: [
        ['crear cuenta', '¿Cuál es el nombre completo'],
        ['¿cuántos días se demora?', 'un día hábil', 'Seguimos: ¿cuál es el nombre completo'],
        ['Rosa Elvira Niño Díaz, funcionaria, cc 52345679', 'Rosa Elvira Niño Díaz', '¿Qué cargo'],
        ['¿cómo va mi caso?', 'Seguimos: ¿qué cargo'],
        ['y cuántos días se demora', 'Seguimos: ¿qué cargo', 'no:cargo «'],
        ['abogada', 'correo personal'],
        ['¿y cómo cambio mi contraseña?', 'Seguimos: ¿a qué correo'],
        ['hola', '¿A qué correo'],
        ['rosa.nino@correo.example', '¿Todo bien?'],
        ['no, la dependencia es Oficina de Control Interno', 'Oficina de Control Interno', '¿Todo bien?'],
        ['sí', 'Quedó registrada'],
      ],
      opens: { kind: 'create', fields: { department: 'Oficina de Control Interno', position: 'abogada' } },
    },
    {
      name: 'may be said twice over, in one breath',
      lines: [
        ['crear cuenta para Ana Ríos Paz, funcionaria, cc 52111222', '¿Qué cargo tendrá?'],
        ['perdón, es para Ana María Ríos Paz', 'Ana María Ríos Paz', '¿Qué cargo tendrá?'],
        ['mejor no, cancele todo', '¿Cancelo'],
        ['sí', 'no registré nada'],
      ],
    },
    {
      name: 'in English: a question, a change of name, and never mind',
      locale: 'en-US',
      lines: [
        ['create an account for Ann Rivers, official, ID 52111222', 'job title'],
        ['how long does it take?', 'one working day', 'Back to your request'],
        ['sorry, her name is Anne Marie Rivers', 'Anne Marie Rivers', 'job title'],
        ['never mind, forget it', 'Shall I cancel'],
        ['no', 'job title'],
        ['never mind', 'Shall I cancel'],
        ['yes', 'no:job title'],
      ],
    },
  ]);
});

describe('a name, loosely typed', () => {
  holdConversations(open, [
    {
      name: 'is found surname first and without capitals, and confirmed in passing',
      who: 'hernan',
      lines: [
        [
          'hola, necesito inactivar el correo de torres luisa, renunció y su último día es el 30',
          '¿Es Luisa Fernanda Torres',
          'Renuncia',
        ],
        ['el 30', 'lunes 30 de noviembre', 'Confirmar'],
        ['sí', 'Quedó registrada'],
      ],
      opens: {
        kind: 'deactivate',
        fields: { account: LUISA, reason: 'resignation', effectiveDate: '2026-11-30' },
      },
    },
    {
      name: 'of several people is a choice with their offices and posts',
      lines: [
        ['cambiar el cargo de peña niño', 'Encontré a varias personas', 'Contratista, Oficina Jurídica'],
        ['la segunda', 'no:No alcancé a entender'],
        ['cancelar', 'Cancel'],
        ['sí', 'no registré nada'],
      ],
    },
    {
      name: 'of nobody is said to be nobody’s, and another is taken',
      lines: [
        ['inactivar el usuario de Gertrudis Botero', 'No encuentro a «Gertrudis Botero»'],
        ['luisa fernanda', '¿Es Luisa Fernanda Torres'],
        ['cancelar', '¿Cancelo'],
        ['sí', 'no registré nada'],
      ],
    },
    {
      name: 'may carry an English possessive',
      locale: 'en-US',
      who: 'hernan',
      lines: [
        ["I need to disable luisa torres's account because she resigned", 'Luisa Fernanda Torres'],
        ['tomorrow', 'Saturday 21 November', 'Confirm'],
        ['yes', 'recorded as'],
      ],
      opens: { kind: 'deactivate', fields: { account: LUISA, reason: 'resignation' } },
    },
  ]);
});

describe('a choice between two readings', () => {
  holdConversations(open, [
    {
      name: 'is asked again after a yes, and dropped after a no',
      lines: [
        ['no me deja entrar al correo, dice contraseña incorrecta', 'cosas necesita'],
        ['sí', 'Dígame cuál'],
        ['no', 'De acuerdo'],
        ['sí', 'No tengo nada pendiente'],
      ],
    },
  ]);
});
