import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EdgeBot, startEdgeBot } from '../support/edge-bot.ts';
import type { Loose, Persona } from '../support/fake-connector.ts';

const CAMILA = '5f0a1c00-0000-4000-8000-000000000001';
const CONSENT = 'application/vnd.microsoft.teams.card.file.consent';

/** A OneDrive upload session: takes pieces in order. */
class Drive {
  received = Buffer.alloc(0);
  ranges: string[] = [];
  status = 201;
  readonly #server: Server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      if (this.status < 300) {
        this.received = Buffer.concat([this.received, ...pieces]);
        this.ranges.push(String(request.headers['content-range']));
      }
      response.writeHead(this.status).end('{}');
    });
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/upload`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

const CONTENT = Buffer.alloc(12 * 1024 * 1024, 'mesa ');

let bot: EdgeBot;
let drive: Drive;
let uploadUrl: string;
let camila: Persona;
let allowed: boolean;

beforeEach(async () => {
  drive = new Drive();
  allowed = true;
  uploadUrl = await drive.start();
  const files = new Map<string, string>();
  bot = await startEdgeBot({
    deps: { mayUpload: () => allowed },
    turn: async (turn) => {
      const { person } = turn.asker.actor;
      const file = await bot.files.offer(
        { name: 'registro.csv', mimeType: 'text/csv', content: CONTENT },
        person.id,
      );
      files.set(person.id, file.id);
      turn.reply({ file });
    },
  });
  camila = bot.connector.persona(bot.url, { id: CAMILA, name: 'Camila' });
});
afterEach(async () => {
  await bot.stop();
  await drive.stop();
});

async function consentOf(person: Persona): Promise<Loose> {
  await person.says('el registro, por favor');
  const message = await person.until((self) =>
    self.seen.find((one) => JSON.stringify(one.activity).includes(CONSENT)),
  );
  const [card] = message.activity.attachments as Loose[];
  return card ?? {};
}
const answer = (person: Persona, action: 'accept' | 'decline', card: Loose, more: Loose = {}) => {
  const content = card.content as Loose;
  const uploadInfo = {
    name: 'registro.csv',
    contentUrl: 'https://x/registro.csv',
    uniqueId: 'u1',
    fileType: 'csv',
    uploadUrl,
  };
  const value = {
    type: 'fileUpload',
    action,
    context: content.acceptContext,
    ...(action === 'accept' && { uploadInfo }),
    ...more,
  };
  return person.post(person.activity('invoke', { name: 'fileConsent/invoke', value }));
};
const said = (person: Persona) => person.texts.join('\n');

describe('a file in Teams', () => {
  it('is offered with its size, put into the person’s drive piece by piece, and shown', async () => {
    const card = await consentOf(camila);
    expect(card).toMatchObject({ name: 'registro.csv', content: { sizeInBytes: CONTENT.length } });
    const { status } = await answer(camila, 'accept', card);
    expect(status).toBe(200);
    const info = await camila.until((self) =>
      self.seen.find((one) => JSON.stringify(one.activity).includes('file.info')),
    );
    expect(info.activity.attachments).toMatchObject([
      { contentUrl: 'https://x/registro.csv', content: { uniqueId: 'u1', fileType: 'csv' } },
    ]);
    expect(drive.received.equals(CONTENT)).toBe(true);
    expect(drive.ranges).toEqual([
      'bytes 0-5242879/12582912',
      'bytes 5242880-10485759/12582912',
      'bytes 10485760-12582911/12582912',
    ]);
  });

  it('is put there once, however often the answer is delivered', async () => {
    const card = await consentOf(camila);
    await Promise.all([answer(camila, 'accept', card), answer(camila, 'accept', card)]);
    await camila.until((self) => JSON.stringify(self.seen).includes('file.info'));
    await answer(camila, 'accept', card);
    expect(drive.ranges).toHaveLength(3);
    expect(said(camila)).not.toContain('ya no está disponible');
  });

  it('that was declined is forgotten', async () => {
    const card = await consentOf(camila);
    await answer(camila, 'decline', card);
    await camila.until((self) => said(self).includes('no guardé el archivo'));
    const { offer } = (card.content as { acceptContext: { offer: string } }).acceptContext;
    expect(await bot.files.offered(offer, CAMILA)).toBeUndefined();
  });

  it('is not for somebody else, whoever presses', async () => {
    const card = await consentOf(camila);
    const other = bot.connector.persona(bot.url, {
      id: '5f0a1c00-0000-4000-8000-000000000002',
      name: 'Otra',
    });
    await answer(other, 'accept', card);
    await other.until((self) => said(self).includes('ya no está disponible'));
    expect(drive.ranges).toEqual([]);
  });

  it('goes nowhere but to allowed hosts, and stays on offer where the drive fails', async () => {
    const card = await consentOf(camila);
    allowed = false;
    await answer(camila, 'accept', card);
    await camila.until((self) => said(self).includes('No pude guardar'));
    expect(drive.ranges).toEqual([]);
    allowed = true;
    drive.status = 507;
    await answer(camila, 'accept', card);
    await camila.until((self) => said(self).split('No pude guardar').length === 3);
    drive.status = 201;
    await answer(camila, 'accept', card);
    await camila.until((self) => JSON.stringify(self.seen).includes('file.info'));
    expect(drive.received.equals(CONTENT)).toBe(true);
  });

  it.each([{}, { action: 'accept' }, { action: 'dance', context: { offer: 'x' } }, 'nonsense'])(
    'answered with %j does nothing',
    async (value) => {
      const { status } = await camila.post(camila.activity('invoke', { name: 'fileConsent/invoke', value }));
      expect(status).toBe(200);
      expect(camila.seen).toEqual([]);
    },
  );
});
