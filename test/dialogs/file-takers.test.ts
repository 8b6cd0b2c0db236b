import { describe, expect, it } from 'vitest';
import { chatOf } from '../../dialogs/chat.ts';
import type { Heard } from '../../dialogs/heard.ts';
import { type FileTaker, takeFiles } from '../../dialogs/routes/file-takers.ts';
import { NEW_STATE } from '../../dialogs/state.ts';
import type { Reply, Turn } from '../../dialogs/turn.ts';

const FILES = [{ name: 'a.csv', url: 'http://x/a' }];

function said(text: string, files = FILES) {
  const replies: Reply[] = [];
  const turn = {
    locale: 'es-CO',
    input: { type: 'text', text, attachments: files.length, files },
    reply: (one: Reply) => void replies.push(one),
  } as unknown as Turn;
  return { chat: chatOf(turn), heard: { text } as Heard, replies };
}

const passes: FileTaker = async () => undefined;
const takes: FileTaker = async (_chat, state, _heard, files) => ({
  ...state,
  waiting: { for: 'add', code: files[0]?.name ?? '' },
});

describe('attached files', () => {
  it('go to the first who takes them', async () => {
    const { chat, heard, replies } = said('estas');
    expect(await takeFiles(chat, NEW_STATE, heard, [passes, takes, passes])).toMatchObject({
      waiting: { code: 'a.csv' },
    });
    expect(replies).toEqual([]);
  });

  it('that nobody wants end the turn kindly where they came alone', async () => {
    const { chat, heard, replies } = said('');
    expect(await takeFiles(chat, NEW_STATE, heard, [passes])).toEqual(NEW_STATE);
    expect(replies[0]?.text).toContain('Recibí el archivo');
  });

  it('that nobody wants leave the words to be heard', async () => {
    const { chat, heard, replies } = said('mis casos');
    expect(await takeFiles(chat, NEW_STATE, heard, [passes])).toBeUndefined();
    expect(replies[0]?.text).toContain('No abrí el archivo');
  });

  it('are asked for by nobody where there are none', async () => {
    const { chat, heard, replies } = said('', []);
    expect(await takeFiles(chat, NEW_STATE, heard, [takes])).toBeUndefined();
    expect(replies).toEqual([]);
  });
});
