import { describe, expect, it } from 'vitest';
import { fold } from '../../dialogs/recognition/text.ts';
import { indicatorPeriod } from '../../dialogs/routes/indicators.ts';
import { ChatDriver } from '../support/chat-driver.ts';
import { deskForConversations, take } from '../support/conversations.ts';

const open = deskForConversations();
const usual = { from: '2026-10-01', until: '2026-12-31' };
const read = (text: string) => indicatorPeriod(fold(text), { today: '2026-11-20', locale: 'es-CO', usual });

describe('asking for the indicators', () => {
  it.each([
    ['indicadores', usual],
    ['Indicadores del servicio', usual],
    ['¿Cuáles son los indicadores?', usual],
    ['muéstreme los indicadores del tercer trimestre', { from: '2026-07-01', until: '2026-09-30' }],
    ['indicadores del tercer trimestre', { from: '2026-07-01', until: '2026-09-30' }],
    ['Indicadores de octubre.', { from: '2026-10-01', until: '2026-10-31' }],
    ['indicadores del 1 al 15 de octubre', { from: '2026-10-01', until: '2026-10-15' }],
    ['indicadores del 1 de septiembre al 15 de octubre', { from: '2026-09-01', until: '2026-10-15' }],
    ['¿cuántos casos resolvimos este año?', { from: '2026-01-01', until: '2026-12-31' }],
    ['cuantas solicitudes recibimos el mes pasado', { from: '2026-10-01', until: '2026-10-31' }],
    ['¿Cuántos casos se resolvieron en 2025?', { from: '2025-01-01', until: '2025-12-31' }],
    ['indicators for Q3', { from: '2026-07-01', until: '2026-09-30' }],
    ['show me the indicators for last month', { from: '2026-10-01', until: '2026-10-31' }],
    ['how many cases did we resolve this year?', { from: '2026-01-01', until: '2026-12-31' }],
    ['how many requests were received in October', { from: '2026-10-01', until: '2026-10-31' }],
  ])('%s', (said, period) => {
    expect(read(said)).toEqual(period);
  });

  it('of a time that cannot be read is unclear', () => {
    expect(read('indicadores de la otra vez')).toBe('unclear');
  });

  it.each([
    'necesito una cuenta para el analista de indicadores',
    'no me llega el correo de indicadores',
    'indicadores@entidad.example no funciona, es la cuenta compartida',
    'indicadores del correo de mi jefe',
    'el tablero de indicadores no abre',
    'cuántos casos tengo',
    'mis casos',
    'how many licences are there',
    `indicadores ${'de '.repeat(2_000)}octubre`,
  ])('is not %j', (said) => {
    expect(read(said)).toBeUndefined();
  });
});

describe('the indicators in chat', () => {
  it('are shown to the desk lead, by default of the quarter, and another period follows with a word', async () => {
    const ricardo = new ChatDriver(open(), 'ricardo');
    await take(ricardo, ['indicadores', 'Cuarto trimestre de 2026', 'sin terminar']);
    await take(ricardo, ['octubre', 'Octubre de 2026']);
    await take(ricardo, ['¿y el mes pasado?', 'Octubre de 2026']);
    await take(ricardo, ['indicadores de cuando sea', 'No entendí de qué fechas']);
  });

  it('in English', async () => {
    const ricardo = new ChatDriver(open(), 'ricardo', { locale: 'en-US' });
    await take(ricardo, ['indicators for Q3', 'Third quarter of 2026', 'Service indicators']);
    await take(ricardo, ['last month', 'October 2026']);
  });

  it('are refused to anybody else, with what they can ask', async () => {
    const camila = new ChatDriver(open(), 'camila');
    await take(camila, ['indicadores de octubre', 'son de la dirección de TIC', 'mis casos', 'no:%']);
    const sofia = new ChatDriver(open(), 'sofia', { locale: 'en-US' });
    await take(sofia, ['indicators', 'are for the head of technology', 'no:%']);
  });

  it('leave a month alone to whatever else is asked', async () => {
    const camila = new ChatDriver(open(), 'camila');
    await take(camila, ['octubre', 'no:dirección de TIC']);
  });
});
