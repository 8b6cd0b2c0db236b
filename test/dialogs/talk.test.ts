import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChatDriver } from '../support/chat-driver.ts';
import { casesOf, deskForConversations, holdConversations, take } from '../support/conversations.ts';

const open = deskForConversations();

/** What each command of the app begins, in the order of the manifest. */
const BEGINS = {
  'es-CO': [
    '¿Cuál es el nombre completo',
    '¿La cuenta de quién inactivamos?',
    '¿La cuenta de quién activamos?',
    '¿Qué falla en el correo?',
    'Mis casos',
    '¿En qué le podemos ayudar?',
    'Qué puedo hacer',
  ],
  'en-US': [
    'full name',
    'Whose account',
    'Whose account',
    'What is wrong with the mail?',
    'My cases',
    'help',
    'What I can do',
  ],
} as const;

describe('the commands of the app', () => {
  const manifest = JSON.parse(readFileSync(new URL('../../manifest/manifest.json', import.meta.url), 'utf8'));
  const english = JSON.parse(readFileSync(new URL('../../manifest/en.json', import.meta.url), 'utf8'));
  const titles: readonly string[] = manifest.bots[0].commandLists[0].commands.map(
    (one: { title: string }) => one.title,
  );

  it.each(titles.map((title, at) => [title, BEGINS['es-CO'][at]] as const))('%s', async (title, begins) => {
    await take(new ChatDriver(open(), 'camila'), [title, begins ?? '?']);
  });

  it.each(
    titles.map((_, at) => [english[`bots[0].commandLists[0].commands[${at}].title`], BEGINS['en-US'][at]]),
  )('%s', async (title, begins) => {
    await take(new ChatDriver(open(), 'camila', { locale: 'en-US' }), [title, begins ?? '?']);
  });
});

describe('talk beside requests', () => {
  holdConversations(open, [
    {
      name: 'greets, thanks and takes leave briefly',
      lines: [
        ['hola buenos días', 'Hola, Camila', 'no:¿Cuál de estas'],
        ['muchas gracias', 'Con gusto'],
        ['chao, hasta luego', 'Hasta luego'],
        ['¿qué puedes hacer?', 'Qué puedo hacer', 'Olvidé mi contraseña'],
      ],
    },
    {
      name: 'says what it is not for, and offers a person',
      lines: [
        ['¿cuándo pagan la nómina de este mes?', 'Eso no lo atiendo yo', 'Hablar con una persona'],
        ['hablar con una persona', 'Confirmar', 'nómina'],
        ['cancelar', '¿Cancelo'],
        ['sí', 'no registré nada'],
        ['se dañó la impresora del segundo piso', 'Eso no lo atiendo yo'],
        ['no gracias', 'De acuerdo'],
      ],
    },
    {
      name: 'answers how to do a thing, and offers a person for what it has no guide for',
      lines: [
        ['¿cómo pongo la firma institucional en Outlook?', 'Firmas'],
        ['cómo configuro el correo en el celular', 'tienda de aplicaciones'],
        ['¿qué necesito para pedir una cuenta nueva?', 'nombre completo', 'número del contrato'],
        ['¿cuánto se demora crear una cuenta?', 'un día hábil'],
        ['cómo activo la respuesta automática de vacaciones', 'Respuestas automáticas'],
      ],
    },
    {
      name: 'has nothing open for a yes, a no or a cancel out of nowhere',
      lines: [
        ['sí', 'No tengo nada pendiente'],
        ['no', 'No tengo nada pendiente'],
        ['cancelar', 'No tengo nada pendiente'],
        ['👍', 'No tengo nada pendiente'],
      ],
    },
    {
      name: 'asks for words where there are none',
      lines: [
        ['😀😀', 'no veo palabras', 'ayuda'],
        ['...', 'no veo palabras'],
        ['', 'no veo palabras'],
        ['   ', 'no veo palabras'],
      ],
    },
    {
      name: 'is complete in English',
      locale: 'en-US',
      lines: [
        ['good morning', 'Hello, Camila'],
        ["what's the weather like tomorrow?", 'not something I handle'],
        ['how do I set up my out of office reply?', 'Automatic replies'],
        ['help', 'What I can do'],
        ['thanks!', 'You are welcome'],
        ['yes', 'nothing open'],
      ],
    },
  ]);

  it('shows what was typed, never as markup', async () => {
    const chat = new ChatDriver(open(), 'camila');
    await chat.says('Inactivar una cuenta');
    const seen = await chat.says('<b>Zacarías</b> [x](http://evil.example) **Inventado**');
    expect(seen.sent.map((one) => one.text).join('\n')).not.toMatch(/(?<!\\)\*\*Inventado|(?<!\\)\[x\]/);
  });

  it('takes a message of 20,000 characters, and keeps its state small', async () => {
    const chat = new ChatDriver(open(), 'camila');
    await chat.says(`hablar con una persona ${'muy urgente '.repeat(1_700)}`);
    expect(chat.state.length).toBeLessThan(20_000);
    await take(chat, ['cancelar', '¿Cancelo']);
    await take(chat, ['sí', 'no registré nada']);
  });

  it('offers two or three readings where it is not sure, and takes a press or the words', async () => {
    const chat = new ChatDriver(open(), 'camila');
    const unsure = UNSURE.map(async (text) => {
      const one = new ChatDriver(open(), 'camila');
      const seen = await one.says(text);
      return seen.words.includes('¿Cuál de estas cosas necesita?');
    });
    expect(await Promise.all(unsure)).toContain(true);
    await chat.acts({ verb: 'choose_intent', intent: 'create_account' });
    await take(chat, ['Pedro Pablo Gómez Ruiz', '¿Es contratista']);
  });
});

/** Messages in which even a person would ask again. */
const UNSURE = [
  'lo de la cuenta',
  'correo',
  'la cuenta de mi compañero',
  'necesito lo del contrato',
  'usuario',
];

describe('whatever is said', () => {
  const words = [
    'sí',
    'no',
    'cancelar',
    'cuenta',
    'contratista',
    '31/12/2026',
    'CPS-1-2026',
    'el 30',
    '@',
    'caso 1',
    '<b>',
    '¿',
    '\n',
    '12',
    'andrés peña',
    'crear',
    'inactivar',
    'hasta',
    'ayuda',
    '😀',
    '\u202e',
    '{{x}}',
  ];
  const texts = fc.oneof(
    fc.array(fc.constantFrom(...words), { maxLength: 8 }).map((all) => all.join(' ')),
    fc.string({ unit: 'binary', maxLength: 60 }),
  );

  it('is answered, and throws nothing, whatever was said before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(texts, { minLength: 1, maxLength: 6 }), async (said) => {
        const chat = new ChatDriver(open(), 'andres');
        for (const one of said) {
          const seen = await chat.says(one);
          expect(seen.sent.length).toBeGreaterThan(0);
          expect(seen.words).not.toMatch(
            /\bchat\.\w+\.|\bfield\.(?:ask|why)\.|\bcard\.\w+\.|undefined|\[object/,
          );
        }
      }),
      { numRuns: 60, seed: 20_261_120 },
    );
    expect((await casesOf(open(), 'andres')).length).toBeLessThan(60);
  });
});
