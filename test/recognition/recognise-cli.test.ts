import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { z } from 'zod';

const CLI = fileURLToPath(new URL('../../dist/dialogs/recognition/recognise-cli.js', import.meta.url));

async function run(input: string): Promise<{ lines: unknown[]; code: unknown }> {
  const child = spawn(process.execPath, [CLI], { stdio: ['pipe', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (data: Buffer) => {
    output += data.toString('utf8');
  });
  const closed = once(child, 'close');
  child.stdin.end(input);
  const [code] = await closed;
  return {
    code,
    lines: output
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line)),
  };
}

const line = (id: string, text: string): string =>
  JSON.stringify({ id, text, locale: 'es-CO', now: '2026-11-20' });

it('answers every line in order and goes on after bad ones', async () => {
  const input = [
    line('a', 'hola'),
    '{not json',
    JSON.stringify({ id: 'b', locale: 'es-CO', now: '2026-11-20' }),
    JSON.stringify({ id: 'c', text: 'hola', locale: 'es-CO', now: 'ayer' }),
    '',
    line('d', 'cancelar el caso MS-2026-000003'),
    'null',
    JSON.stringify({ id: 7, text: '', locale: 'xx', now: '2026-11-20' }),
  ].join('\r\n');
  const { lines, code } = await run(input);
  expect(code).toBe(0);
  expect(lines).toEqual([
    expect.objectContaining({ id: 'a', intent: 'greeting', sure: true, entities: {} }),
    { id: null, line: 2, error: 'not JSON' },
    { id: 'b', line: 3, error: expect.stringContaining('text') },
    { id: 'c', line: 4, error: expect.stringContaining('now') },
    expect.objectContaining({ id: 'd', intent: 'cancel_case', entities: { caseNumber: 'MS-2026-000003' } }),
    { id: null, line: 7, error: expect.any(String) },
    expect.objectContaining({ id: 7, sure: false }),
  ]);
});

it('keeps order and loses nothing over many lines', async () => {
  const many = Array.from({ length: 3000 }, (_, index) => line(`m${index}`, `cómo va el caso ${index}`));
  const { lines } = await run(`${many.join('\n')}\n`);
  const answer = z.object({ id: z.string(), entities: z.object({ caseNumber: z.string() }) });
  const ids = lines.map((each) => answer.parse(each));
  expect(ids.map((each) => each.id)).toEqual(many.map((_, index) => `m${index}`));
  expect(ids[2999]?.entities.caseNumber).toBe('2999');
});
