import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Case, FieldId, Kind } from '../../services/domain/case.ts';
import { ChatDriver, type Seen } from './chat-driver.ts';
import { type DeskHarness, openDesk } from './desk-harness.ts';

/** What a person says, or presses with a leading "!", and words that the answer has; with "no:" it has them not. */
export type Line = readonly [says: string, ...expects: (string | RegExp)[]];

export interface Conversation {
  readonly name: string;
  readonly who?: string;
  readonly locale?: string;
  readonly lines: readonly Line[];
  /** The case that it opens; undefined where it opens none. */
  readonly opens?: { readonly kind: Kind; readonly fields?: Readonly<Partial<Record<FieldId, string>>> };
}

const unmarked = (text: string) => text.replaceAll('**', '').replace(/\\([\\`*_{}[\]<>#|~])/g, '$1');

function check(seen: Seen, expects: Line[1][]): void {
  const words = unmarked(seen.words);
  for (const one of expects) {
    if (one instanceof RegExp) expect(words).toMatch(one);
    else if (one.startsWith('no:')) expect(words).not.toContain(one.slice(3));
    else expect(words).toContain(one);
  }
}

/** One line of a conversation: said or pressed, and what came of it. */
export async function take(chat: ChatDriver, [says, ...expects]: Line): Promise<Seen> {
  const seen = says.startsWith('!') ? await chat.presses(says.slice(1)) : await chat.says(says);
  check(seen, expects);
  return seen;
}

export async function casesOf(desk: DeskHarness, who: string): Promise<readonly Case[]> {
  const page = await desk.desk.listCases({ by: 'requester', personId: desk.idOf(who) }, { limit: 50 });
  return page.cases;
}

async function checkOpened(desk: DeskHarness, about: Conversation, before: number): Promise<void> {
  const cases = await casesOf(desk, about.who ?? 'camila');
  expect(cases.length - before).toBe(about.opens ? 1 : 0);
  if (!about.opens) return;
  expect(cases[0]?.kind).toBe(about.opens.kind);
  for (const [field, value] of Object.entries(about.opens.fields ?? {})) {
    expect([field, cases[0]?.fields[field as FieldId]?.value]).toEqual([field, value]);
  }
}

/** One desk for the conversations of a file; the cases of one do not stand in the way of the next. */
export function deskForConversations(): () => DeskHarness {
  let desk: DeskHarness | undefined;
  const open = () => desk as DeskHarness;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterEach(async () => {
    for (const who of ['camila', 'hernan', 'sofia', 'lucia', 'luisa', 'andres']) {
      const asker = await open().as(who);
      for (const one of (await casesOf(open(), who)).filter((each) => each.open)) {
        const gone = await open().desk.command(one._id, { name: 'withdraw' }, asker);
        if (gone.ok) continue;
        await open().settle();
        await open().desk.command(one._id, { name: 'confirm' }, asker);
      }
    }
  });
  afterAll(() => desk?.close());
  return open;
}

/** Runs each conversation as one test, with a restart of the process before every turn. */
export function holdConversations(open: () => DeskHarness, table: readonly Conversation[]): void {
  it.each(table.map((one) => [one.name, one] as const))('%s', async (_name, about) => {
    const who = about.who ?? 'camila';
    const before = (await casesOf(open(), who)).length;
    const chat = new ChatDriver(open(), who, { locale: about.locale ?? 'es-CO' });
    for (const line of about.lines) await take(chat, line);
    await checkOpened(open(), about, before);
  });
}
