import { describe } from 'vitest';
import { deskForConversations, holdConversations } from '../support/conversations.ts';

const open = deskForConversations();

describe('a new account', () => {
  holdConversations(open, [
    {
      name: 'takes five answers from one sentence, and asks one thing at a time for the rest',
      lines: [
        [
          'buenas, me ayudan con un correo para laura inés ñungo pérez, contratista nueva, cc 52.345.678, contrato CPS-101-2026 hasta el 15 de diciembre',
          'Laura Inés Ñungo Pérez',
          'contratista',
          '52.345.678',
          'CPS-101-2026',
          '15 de diciembre de 2026',
          'Es su jefe',
          '¿Desde qué fecha rige el contrato?',
        ],
        [
          'desde el lunes. y es operadora, no contratista. El correo personal es laura.nungo@correo.example',
          'operador',
          'lunes 23 de noviembre',
          'laura.nungo@correo.example',
          '¿Qué cargo tendrá?',
        ],
        ['¿cuánto se demora esto?', 'un día hábil', 'Seguimos: ¿qué cargo tendrá?'],
        ['abogada de apoyo', '¿Todo bien?', 'Hernán Castaño Muñoz', 'Oficina Jurídica'],
        ['sí', /Quedó registrada como MS-2026-\d{6}/, 'especialista'],
      ],
      opens: {
        kind: 'create',
        fields: {
          holderName: 'Laura Inés Ñungo Pérez',
          holderType: 'operator',
          nationalId: '52345678',
          contractNumber: 'CPS-101-2026',
          startDate: '2026-11-23',
          endDate: '2026-12-15',
          position: 'abogada de apoyo',
          department: 'Oficina Jurídica',
          supervisor: '5f0a1c00-0000-4000-8000-000000000002',
          personalEmail: 'laura.nungo@correo.example',
        },
      },
    },
    {
      name: 'begins with the command and goes question by question, with help and reasons on the way',
      lines: [
        ['Crear una cuenta', '¿Cuál es el nombre completo', 'Guardar'],
        ['Pedro Pablo Gómez Ruiz', '¿Es contratista, funcionario u operador?'],
        ['funcionario', 'número de documento', 'no:¿Cuál es el número del contrato'],
        ['ayuda', 'Con el documento se distingue', 'cancelar', 'número de documento'],
        ['79.456.123', '¿Qué cargo tendrá?'],
        ['¿por qué?', 'Aparece en el directorio', '¿Qué cargo tendrá?'],
        ['no sé', 'queda guardado'],
        ['profesional universitario', 'correo personal'],
        ['pedro.gomez', 'no está completa'],
        ['pedro.gomez@correo.example', '¿Todo bien?'],
        ['confirmo', 'Quedó registrada'],
      ],
      opens: { kind: 'create', fields: { holderType: 'official', nationalId: '79456123' } },
    },
    {
      name: 'takes a sentence with everything straight to the summary',
      lines: [
        [
          'crear cuenta para Laura Inés Ñungo Pérez, contratista, cc 52345678, contrato CPS-101-2026 del lunes al 15 de diciembre, cargo abogada de apoyo, correo laura.nungo@correo.example',
          '¿Todo bien?',
          'Cuenta nueva',
        ],
        ['listo, todo bien', 'Quedó registrada'],
      ],
      opens: { kind: 'create', fields: { startDate: '2026-11-23', endDate: '2026-12-15' } },
    },
    {
      name: 'corrects what was understood wrongly at any moment',
      lines: [
        [
          'crear cuenta para Ana María Ríos Paz, contratista, CC 52111222',
          '¿Cuál es el número del contrato?',
        ],
        ['CPS-110-2026', '¿Desde qué fecha'],
        ['no, es funcionaria', 'funcionario', '¿Qué cargo tendrá?'],
        ['la cédula es 52111333', '52.111.333', '¿Qué cargo tendrá?'],
        ['cargo: auxiliar; supervisor: sofia ibañez', 'Sofía Ibáñez León', 'correo personal'],
        ['ana.rios@correo.example', '¿Todo bien?'],
        ['no, el cargo es técnica de archivo', 'técnica de archivo', '¿Todo bien?'],
        ['dale', 'Quedó registrada'],
      ],
      opens: {
        kind: 'create',
        fields: {
          position: 'técnica de archivo',
          nationalId: '52111333',
          holderType: 'official',
          contractNumber: undefined,
        },
      },
    },
    {
      name: 'reads a yes with a correction as both',
      lines: [
        [
          'crear correo para Juan Camilo Ortiz Vega, contratista, cc 80123456, contrato CPS-200-2026 del 1 de diciembre al 31 de marzo de 2027, cargo analista, juan.ortiz@correo.example',
          '¿Todo bien?',
        ],
        ['sí, pero hasta el 30 de abril', '30 de abril', '¿Todo bien?', 'no:Quedó registrada'],
        ['sí', 'Quedó registrada'],
      ],
      opens: { kind: 'create', fields: { endDate: '2027-04-30' } },
    },
    {
      name: 'says what is wrong with a value and keeps the rest',
      lines: [
        ['crear cuenta para Rosa Elvira Niño Díaz, contratista, cc 52345', 'número del contrato'],
        ['CPS-77-2026', '¿Desde qué fecha'],
        ['el 1 de diciembre', '¿Hasta qué fecha'],
        ['el 1 de octubre de 2026', 'ya pasó'],
        ['hasta el 28 de noviembre de 2026', 'no puede terminar antes de empezar'],
        ['el 31', '31 de diciembre', '¿Qué cargo'],
        ['abogada', 'correo personal'],
        ['rosa@entidad.example', 'es de la entidad'],
        ['rosa.nino@correo.example', '¿Todo bien?', 'CPS-77-2026'],
        ['si', 'Quedó registrada'],
      ],
      opens: { kind: 'create', fields: { endDate: '2026-12-31', personalEmail: 'rosa.nino@correo.example' } },
    },
    {
      name: 'takes several answers in one message while something else was asked',
      lines: [
        ['necesito una cuenta para un contratista nuevo', '¿Cuál es el nombre completo'],
        [
          'Juan Camilo Ortiz Vega, cc 80123456, contrato CPS-200-2026 del 1 de diciembre al 31 de marzo de 2027',
          'Juan Camilo Ortiz Vega',
          'CPS-200-2026',
          '31 de marzo de 2027',
          '¿Qué cargo tendrá?',
        ],
        ['cancelar', '¿Cancelo esta solicitud'],
        ['no', 'Seguimos: ¿qué cargo tendrá?'],
        ['cancelar', '¿Cancelo'],
        ['sí, cancelar', 'no registré nada'],
      ],
    },
    {
      name: 'cancels at once where nothing was filled',
      lines: [
        ['quiero crear una cuenta', '¿Cuál es el nombre completo'],
        ['quiero cancelar mi solicitud', 'no registré nada'],
        ['quiero crear una cuenta', '¿Cuál es el nombre completo'],
        ['olvídelo', 'no registré nada', 'no:¿Cancelo'],
      ],
    },
    {
      name: 'takes the supervisor from a name that is loosely typed, and says whom it took',
      lines: [
        [
          'crear cuenta para Ana Ríos Paz, funcionaria, cc 52111222, cargo abogada, ana@correo.example',
          '¿Todo bien?',
        ],
        ['el supervisor es castano', 'Hernán Castaño Muñoz', '¿Todo bien?'],
        ['el jefe es Pepito Inexistente', 'No encuentro a «Pepito Inexistente»'],
        ['yo', 'Camila Rojas Peña', '¿Todo bien?'],
        ['sí', 'Quedó registrada'],
      ],
      opens: { kind: 'create', fields: { supervisor: '5f0a1c00-0000-4000-8000-000000000001' } },
    },
    {
      name: 'leaves out an optional datum that was wrong',
      lines: [
        [
          'crear cuenta para Ana Ríos Paz, funcionaria, cc 52111222, cargo abogada, ana@correo.example',
          '¿Todo bien?',
        ],
        ['el teléfono es 12', 'no parece completo'],
        ['no lo tengo', '¿Todo bien?'],
        ['sí', 'Quedó registrada'],
      ],
      opens: { kind: 'create', fields: { phone: undefined } },
    },
    {
      name: 'asks what to correct, and takes it from the chat',
      lines: [
        [
          'crear cuenta para Ana Ríos Paz, funcionaria, cc 52111222, cargo abogada, ana@correo.example',
          '¿Todo bien?',
        ],
        ['no', '¿Qué corrijo?', 'Correo personal'],
        ['el correo personal es ana.rios@correo.example', 'ana.rios@correo.example', '¿Todo bien?'],
        ['😀', 'no veo palabras', '«sí»'],
        ['y mañana llueve?', 'no:Quedó registrada', '«sí»'],
        ['envíela', 'Quedó registrada'],
      ],
      opens: { kind: 'create', fields: { personalEmail: 'ana.rios@correo.example' } },
    },
    {
      name: 'is complete in English',
      locale: 'en-US',
      lines: [
        ['Create an account', 'full name', 'Save'],
        ['John Michael Smith, contractor, ID 52345999', 'contractor', 'contract number'],
        ['CPS-300-2026', 'From which date'],
        ['from Monday', 'Monday 23 November', 'Until which date'],
        ['until December 15', 'Tuesday 15 December', 'job title'],
        ['what for?', 'directory', 'job title'],
        ['how long does it take?', 'one working day', 'Back to your request'],
        ['Legal advisor', 'personal e-mail'],
        ['john.smith@mail.example', 'no:recorded as'],
        ['no, he is an official', 'official'],
        ['looks good', /recorded as MS-2026-\d{6}/],
      ],
      opens: { kind: 'create', fields: { holderType: 'official', position: 'Legal advisor' } },
    },
    {
      name: 'takes an English sentence with everything',
      locale: 'en-GB',
      lines: [
        [
          'Please create an account for Mary Anne Jones, contractor, ID 1020304050, contract CPS-12-2026 from 1 December 2026 to 30 June 2027, position data analyst, personal email mary@mail.example',
          'Mary Anne Jones',
          '30 June 2027',
        ],
        ['yes please', 'recorded as'],
      ],
      opens: { kind: 'create', fields: { endDate: '2027-06-30', startDate: '2026-12-01' } },
    },
  ]);
});
