import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningDesk, startDesk } from './harness.ts';

let desk: RunningDesk;
beforeEach(async () => {
  desk = await startDesk();
});
afterEach(() => desk.stop());

const upload = (query: string, body: string | Uint8Array, type = 'application/octet-stream') =>
  fetch(`${desk.url}/sandbox/files?${query}`, { method: 'POST', headers: { 'content-type': type }, body });

interface Uploaded {
  readonly attachment: { readonly contentType: string; readonly content: { readonly downloadUrl: string } };
}

describe('a file in the sandbox', () => {
  it('is uploaded, and said by a persona as Teams would say it', async () => {
    const answer = await upload('name=cuentas.csv&as=hernan', 'Nombre;Correo\n');
    expect(answer.status).toBe(201);
    const { attachment } = (await answer.json()) as Uploaded;
    expect(attachment.contentType).toBe('application/vnd.microsoft.teams.file.download.info');
    expect(await (await fetch(attachment.content.downloadUrl)).text()).toBe('Nombre;Correo\n');
    await desk.hernan.shows(/Recibí el archivo, pero no lo abrí/);
  });

  it('beside words that ask for something else is left aside, and says so', async () => {
    const { attachment } = (await (await upload('name=a.csv', 'x')).json()) as Uploaded;
    await desk.camila.says('mis casos', { attachments: [attachment] });
    await desk.camila.shows(/No abrí el archivo/);
    await desk.camila.shows(/Sus casos|No tiene casos|casos/);
  });

  it('is taken from nobody who is not there, and from no page elsewhere', async () => {
    expect((await upload('name=a.csv&as=nadie', 'x')).status).toBe(404);
    expect((await upload('name=a.csv', 'x', 'text/plain')).status).toBe(400);
    expect((await upload('', 'x')).status).toBe(400);
  });

  it('is given by a link that serves its person once', async () => {
    const asker = await desk.mesa.desk.whoIs(desk.camila.id);
    if (!asker) throw new TypeError('nobody');
    const content = Buffer.from('a;b');
    const offer = await desk.mesa.desk.offerFile(
      { name: 'ñandú 1.csv', mimeType: 'text/csv', content },
      asker,
    );
    const link = (person: string) => `${desk.url}/sandbox/files/${person}/${offer.id}`;
    expect((await fetch(link(desk.hernan.id))).status).toBe(410);
    const first = await fetch(link(desk.camila.id));
    expect(await first.text()).toBe('a;b');
    expect(first.headers.get('content-disposition')).toContain('%C3%B1and%C3%BA%201.csv');
    expect((await fetch(link(desk.camila.id))).status).toBe(410);
  });
});
