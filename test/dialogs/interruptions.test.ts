import { describe, expect, it } from 'vitest';
import { ChatDriver } from '../support/chat-driver.ts';
import { casesOf, deskForConversations, holdConversations, take } from '../support/conversations.ts';

const open = deskForConversations();

describe('in the middle of a form', () => {
  holdConversations(open, [
    {
      name: 'a side question is answered, and the form goes on',
      lines: [
        ['crear cuenta para Ana María Ríos Paz, funcionaria, CC 52111222', '¿Qué cargo tendrá?'],
        ['¿cómo va mi caso?', 'Mis casos', 'Seguimos: ¿qué cargo tendrá?'],
        ['¿cuánto se demora esto?', 'un día hábil', 'Seguimos: ¿qué cargo'],
        ['cómo pongo la firma en outlook?', 'Firmas', 'Seguimos: ¿qué cargo'],
        ['gracias', '¿Qué cargo tendrá?'],
        ['mis casos', 'Mis casos', 'Seguimos'],
        ['asesora', 'cargo «asesora»', 'correo personal'],
        ['¿qué pasa si no lo tengo?', 'no:correo personal ¿qué', 'correo personal'],
        ['ana@correo.example', '¿Todo bien?'],
        ['¿quién lo aprueba?', '«sí»', 'no:Quedó registrada'],
        ['sí', 'Quedó registrada'],
      ],
      opens: { kind: 'create', fields: { position: 'asesora' } },
    },
    {
      name: 'another request waits until this one is done, if so wished',
      lines: [
        ['crear cuenta para Ana María Ríos Paz, funcionaria, CC 52111222', '¿Qué cargo tendrá?'],
        [
          'necesito inactivar la cuenta de luisa fernanda torres porque renunció',
          'otra solicitud: Inactivar una cuenta',
          'Ana María Ríos Paz',
          'Terminar esta',
        ],
        ['Terminar esta', 'Seguimos: ¿qué cargo tendrá?'],
        ['asesora', 'correo personal'],
        ['ana@correo.example', '¿Todo bien?'],
        ['sí', 'Quedó registrada', 'También me había pedido otra cosa: Inactivar una cuenta'],
        ['sí', '¿Es Luisa Fernanda Torres'],
        ['cancelar', '¿Cancelo'],
        ['sí', 'no registré nada'],
      ],
      opens: { kind: 'create' },
    },
    {
      name: 'another request may go first, and this one is taken up again where it was',
      lines: [
        ['crear cuenta para Ana María Ríos Paz, funcionaria, CC 52111222', '¿Qué cargo tendrá?'],
        ['quiero inactivar la cuenta de luisa fernanda torres porque renunció', 'Pasar a la otra'],
        ['sí', 'Dígame cuál'],
        ['pasar a la otra', '¿Es Luisa Fernanda Torres'],
        ['hoy', 'Confirmar'],
        ['cancelar', '¿Cancelo'],
        ['sí', 'no registré nada', 'Había quedado en pausa: Cuenta nueva · Ana María Ríos Paz'],
        ['sí', 'Seguimos: ¿qué cargo tendrá?'],
        ['asesora', 'correo personal'],
        ['ana@correo.example', 'Ana María Ríos Paz', '¿Todo bien?'],
        ['sí', 'Quedó registrada'],
      ],
      opens: { kind: 'create', fields: { holderName: 'Ana María Ríos Paz' } },
    },
    {
      name: 'this one may be dropped for another',
      lines: [
        ['crear cuenta para Ana María Ríos Paz, funcionaria, CC 52111222', '¿Qué cargo tendrá?'],
        ['olvidé mi contraseña y no puedo entrar al correo', 'otra solicitud'],
        ['descartar esta', 'camila.rojas@entidad.example'],
        ['sí', 'Quedó registrada', 'no:en pausa'],
      ],
      opens: { kind: 'reset' },
    },
    {
      name: 'an empty form gives way without a word',
      lines: [
        ['Crear una cuenta', '¿Cuál es el nombre completo'],
        [
          'mejor inactiven la cuenta de Andrés Peña, por seguridad',
          '¿Es Andrés Felipe Peña Niño',
          'no:otra solicitud',
        ],
        ['Mis casos', 'Mis casos', 'Seguimos'],
        ['Hablar con una persona', 'otra solicitud: Hablar con una persona'],
        ['pasar a la otra', '¿En qué le podemos ayudar?'],
        ['necesito un correo masivo', /MS-2026-\d{6}/, 'en pausa'],
        ['no', 'dejo sin efecto'],
      ],
      opens: { kind: 'assistance' },
    },
    {
      name: 'the answer to a question about the desk’s text is not taken for a datum',
      lines: [
        ['crear cuenta para Ana María Ríos Paz, funcionaria, CC 52111222', '¿Qué cargo tendrá?'],
        ['¿y cómo va el caso 99?', 'No encuentro ese caso', 'Seguimos: ¿qué cargo tendrá?'],
        ['cancelar', '¿Cancelo'],
        ['No, seguir', 'Seguimos'],
        ['el contrato', 'no:Quedó'],
        ['cancelar'],
        ['sí, cancelar', 'no registré nada'],
      ],
    },
    {
      name: 'a yes that is meant for something else does not send the request',
      lines: [
        [
          'crear cuenta para Ana María Ríos Paz, funcionaria, CC 52111222, cargo asesora, ana@correo.example',
          '¿Todo bien?',
        ],
        [
          '¿cómo personalizo los colores de Outlook en el computador?',
          'no tengo una guía corta',
          '«sí»',
          'no:¿Le paso',
        ],
        ['necesito inactivar la cuenta de luisa fernanda torres porque renunció', 'otra solicitud'],
        ['sí', 'Dígame cuál', 'no:Quedó registrada'],
        ['terminar esta', 'La solicitud está lista', 'no:Quedó registrada'],
        ['cancelar', '¿Cancelo'],
        ['no', 'La solicitud está lista', 'no:Quedó registrada'],
        ['sí', 'Quedó registrada'],
        ['no', 'lo dejamos así'],
      ],
      opens: { kind: 'create' },
    },
    {
      name: 'two requests in one message: the first at once, the second after it',
      lines: [
        [
          'necesito crear un correo para Rosa Elvira Niño Díaz y además inactivar la cuenta de Luisa Fernanda Torres por renuncia',
          'Son dos cosas',
          'Inactivar una cuenta',
          'Rosa Elvira Niño Díaz',
          '¿Es contratista',
        ],
        ['cancelar', '¿Cancelo'],
        ['sí', 'También me había pedido otra cosa: Inactivar una cuenta'],
        ['sí', '¿Es Luisa Fernanda Torres', '¿Desde qué fecha'],
        ['hoy', 'Confirmar'],
        ['sí', 'Quedó registrada'],
      ],
      opens: { kind: 'deactivate' },
    },
    {
      name: 'in English',
      locale: 'en-US',
      lines: [
        ['create an account for Ann Mary Rivers, official, ID 52111222', 'job title'],
        ['how is my case going?', 'Back to your request'],
        ['I need to deactivate the account of Luisa Torres because she resigned', 'another request'],
        ['go to the other', 'Is it Luisa Fernanda Torres'],
        ['never mind', 'Shall I cancel'],
        ['yes', 'on hold', 'Ann Mary Rivers'],
        ['yes', 'Back to your request', 'job title'],
        ['cancel'],
        ['yes, cancel', 'recorded nothing'],
      ],
    },
  ]);
});

describe('the state between two turns', () => {
  const said = [
    'crear cuenta para Laura Inés Ñungo Pérez, contratista, cc 52345678',
    'CPS-101-2026',
    'desde el lunes',
    '¿cuánto se demora esto?',
    'hasta el 15 de diciembre',
    'necesito inactivar la cuenta de andrés peña',
    'terminar esta',
    'abogada de apoyo',
    'laura@correo.example',
    'sí',
  ];

  it('is the same whether the process restarts at every turn or never', async () => {
    const words = async (restarts: boolean) => {
      const chat = new ChatDriver(open(), 'luisa', { restarts });
      const heard: string[] = [];
      for (const one of said) heard.push((await chat.says(one)).words.replace(/MS-2026-\d{6}/g, 'CODE'));
      return heard;
    };
    const restarted = await words(true);
    for (const one of await casesOf(open(), 'luisa')) {
      await open().desk.command(one._id, { name: 'withdraw' }, await open().as('luisa'));
    }
    expect(await words(false)).toEqual(restarted);
  });

  it('stays small', async () => {
    const chat = new ChatDriver(open(), 'luisa');
    for (const one of said.slice(0, -1)) {
      await chat.says(one);
      expect(chat.state.length).toBeLessThan(3_000);
    }
  });

  it('of another version of the program is left behind with an apology, and the message is heard', async () => {
    const chat = new ChatDriver(open(), 'luisa');
    chat.state = JSON.stringify({
      dialogStack: [{ id: 'root', state: { chat: { v: 99, form: { x: 1 } } } }],
    });
    await take(chat, ['Crear una cuenta', 'perdí el hilo', '¿Cuál es el nombre completo']);
    await take(chat, ['cancelar', 'no registré nada', 'no:perdí el hilo']);
  });

  it('lost after the case was opened makes no second case', async () => {
    const chat = new ChatDriver(open(), 'luisa');
    const before = (await casesOf(open(), 'luisa')).length;
    await chat.says('olvidé mi contraseña');
    const { state } = chat;
    await take(chat, ['sí', 'Quedó registrada']);
    chat.state = state;
    await take(chat, ['sí', 'Ya quedó registrada']);
    await take(chat, ['sí', 'Ya quedó registrada', 'no hace falta']);
    expect((await casesOf(open(), 'luisa')).length).toBe(before + 1);
  });
});
