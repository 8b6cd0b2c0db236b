import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Compiled, compile } from '../support/compiled.ts';
import { type BotProcess, startBot } from './bot-process.ts';
import { Channel } from './channel.ts';
import { drive } from './drive.ts';

let waterfall: Compiled;
let bot: BotProcess;
let channel: Channel;

beforeAll(async () => {
  waterfall = compile('test/bench/waterfall-bot.ts');
  bot = await startBot({ script: waterfall.script, env: {} });
  channel = await new Channel().start();
});
afterAll(async () => {
  await bot?.kill();
  await channel?.close();
  waterfall?.remove();
});

test('the driver holds whole conversations with the waterfall, confirmed and cancelled', async () => {
  const driven = await drive(channel, bot.url, { conversations: 4, measureMs: 2_500 });
  expect(driven.failures).toEqual([]);
  expect(driven.requests).toBeGreaterThan(1);
  // Ten messages make a request; those that were under way at the end have fewer.
  expect(driven.turns).toBeGreaterThanOrEqual(driven.requests * 10);
  expect(driven.turnMs).toHaveLength(driven.turns);
});

/** A bot that answers every message with one text. */
async function parrot(text: string, status = 200) {
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const activity = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    const target = `${activity.serviceUrl}v3/conversations/${encodeURIComponent(activity.conversation.id)}/activities`;
    const call = request(target, { method: 'POST' }, (answer) => {
      answer.resume();
      answer.on('end', () => response.writeHead(status).end());
    });
    call.end(JSON.stringify({ type: 'message', text }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test('a bot that leaves the script, or talks in circles, is told as a failure and not as speed', async () => {
  for (const text of ['¿Le gusta el cine?', '¿Qué cargo tendrá?']) {
    const { server, url } = await parrot(text);
    const driven = await drive(channel, url, { conversations: 2, measureMs: 5_000 });
    expect(driven.failures).toHaveLength(2);
    expect(driven.requests).toBe(0);
    server.close();
  }
});

test('a bot that refuses a message ends the measurement', async () => {
  const { server, url } = await parrot('¿Qué cargo tendrá?', 500);
  await expect(drive(channel, url, { conversations: 1, measureMs: 1_000 })).rejects.toThrow('500');
  server.close();
});
