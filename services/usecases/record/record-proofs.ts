import type { HistoryEntry } from '../../domain/history.ts';
import { facts, type MakeSection, named, section, tableOf } from './record-blocks.ts';
import { actorWords, deedWords, factsWords } from './record-words.ts';

/** The copy of the mailbox, for the desk. */
export const backup: MakeSection = (view) => {
  const { backup: kept } = view.case;
  if (!kept || view.reader !== 'desk') return undefined;
  const { t, at, number } = view.words;
  return section(
    view,
    'backup',
    facts([
      [t('record.label.location'), kept.location],
      [t('record.label.items'), number(kept.items)],
      [t('record.label.bytes'), number(kept.bytes)],
      [t('record.label.sha256'), kept.sha256],
      [t('record.label.verifiedAt'), at(kept.verifiedAt)],
    ]),
  );
};

/** To whom the account was handed, and when. */
export const delivery: MakeSection = (view) => {
  const { delivery: given } = view.case;
  if (!given) return undefined;
  const { t, at } = view.words;
  return section(
    view,
    'delivery',
    facts([
      [t('record.label.recipient'), named(given.recipient)],
      [t('record.label.reveals'), String(given.reveals)],
      [t('record.label.lastRevealAt'), at(given.lastRevealAt)],
      [t('record.label.provedAt'), at(given.provedAt)],
      [t('record.label.acknowledgedAt'), at(given.acknowledgedAt)],
    ]),
  );
};

/** Breached deadlines with cause and remedy. */
export const delays: MakeSection = (view) => {
  const { t, at, day } = view.words;
  const blocks = (view.case.nonConformities ?? []).flatMap((one) =>
    facts([
      [t('record.label.goal'), t(`record.goal.${one.goal}`)],
      [t('record.label.since'), at(one.openedAt)],
      [t('record.label.cause'), one.cause ?? ''],
      [t('record.label.remedy'), one.remedy ?? ''],
      [t('record.label.newDate'), day(one.newDate)],
      [
        t('record.label.treated'),
        one.treatedAt ? [one.by?.name, at(one.treatedAt)].filter(Boolean).join(', ') : '',
      ],
    ]),
  );
  return section(view, 'delays', blocks);
};

/** Notes: all for the desk, their own for whoever asked. */
export const notes: MakeSection = (view) => {
  const { case: value, words, reader } = view;
  const seen = value.notes.filter((one) => reader === 'desk' || one.by.id === value.requester.id);
  const rows = seen.map((one) => ({ cells: [words.at(one.at), one.by.name, one.text] }));
  return section(
    view,
    'notes',
    tableOf(
      [
        ['when', 0.22],
        ['who', 0.24],
        ['note', 0.54],
      ],
      rows,
      words.t,
    ),
  );
};

/** E-mails that were put on the case with their files: all for the desk, their own for whoever asked. */
export const mails: MakeSection = (view) => {
  const { case: value, words, reader } = view;
  const { t, at, number } = words;
  const seen = (value.mails ?? []).filter((one) => reader === 'desk' || one.from.id === value.requester.id);
  const rows = seen.map((mail) => {
    const under = mail.attachments
      .map(({ name, type, bytes, sha256, left }) => {
        const kept = sha256 ? `SHA-256 ${sha256}` : t(`record.left.${left ?? 'not_a_file'}`);
        return t('record.file', { name, type, bytes: number(bytes), kept });
      })
      .join('\n');
    return { cells: [at(mail.at), named(mail.from), mail.subject], ...(under && { under }) };
  });
  return section(
    view,
    'mails',
    tableOf(
      [
        ['when', 0.22],
        ['who', 0.36],
        ['subject', 0.42],
      ],
      rows,
      t,
    ),
  );
};

/** E-mails that the desk sent: all for the desk, to each reader their own. */
export const sentMails: MakeSection = (view) => {
  const { case: value, words, reader } = view;
  const seen = (value.sentMails ?? []).filter((one) => reader === 'desk' || one.to.id === value.requester.id);
  const lost = value.lostMails ?? [];
  const rows = seen.map(({ at, to, subject }) => {
    const back = lost.find((one) => one.sentAt === at && one.to.id === to.id);
    const under = back && words.t('record.lost.returned', { when: words.at(back.since) });
    return { cells: [words.at(at), named(to), subject], ...(under && { under }) };
  });
  const refused = lost
    .filter((one) => one.why === 'refused' && (reader === 'desk' || one.to.id === value.requester.id))
    .map(({ since, to }) => ({ cells: [words.at(since), named(to), words.t('record.lost.refused')] }));
  const columns = [
    ['when', 0.22],
    ['to', 0.36],
    ['subject', 0.42],
  ] as const;
  return section(view, 'sentMails', tableOf(columns, [...rows, ...refused], words.t));
};

/** What whoever asked thought of it, for the desk and for them. */
export const survey: MakeSection = (view) => {
  const { survey: said } = view.case;
  if (!said || view.reader === 'other') return undefined;
  const { t, at } = view.words;
  return section(
    view,
    'survey',
    facts([
      [t('record.label.score'), t('record.score', { score: said.score })],
      [t('record.label.comment'), said.comment ?? ''],
      [t('record.label.answeredAt'), at(said.at)],
    ]),
  );
};

/** Messages that were sent in chat, for the desk. */
export const messages: MakeSection = (view) => {
  const { case: value, words, reader } = view;
  if (reader !== 'desk') return undefined;
  const rows = value.posts.map((post) => ({
    cells: [words.t(`record.notice.${post.notice}`), view.names.get(post.personId) ?? post.personId],
  }));
  return section(
    view,
    'messages',
    tableOf(
      [
        ['message', 0.5],
        ['to', 0.5],
      ],
      rows,
      words.t,
    ),
  );
};

/** Every entry with its seal, for the desk. */
export const history: MakeSection = (view) => {
  const { case: value, words, reader } = view;
  if (reader !== 'desk') return undefined;
  const row = (entry: HistoryEntry) => {
    const said = factsWords(entry.facts, words);
    return {
      cells: [String(entry.seq), words.at(entry.at), actorWords(entry, words), deedWords(entry, words)],
      under: [said, `${words.t('record.seal')} ${entry.mac}`].filter(Boolean).join('\n'),
    };
  };
  return section(view, 'history', [
    { type: 'text', text: words.t('record.historyNote') },
    ...tableOf(
      [
        ['n', 0.06],
        ['when', 0.22],
        ['who', 0.4],
        ['what', 0.32],
      ],
      value.history.map(row),
      words.t,
    ),
  ]);
};
