import { formatField } from '../../domain/form.ts';
import { spentMs } from '../../domain/service-clock.ts';
import { daysAndHours } from '../../domain/working-time.ts';
import { type FactRow, facts, type MakeSection, named, section, tableOf } from './record-blocks.ts';
import {
  backup,
  delays,
  delivery,
  history,
  mails,
  messages,
  notes,
  sentMails,
  survey,
} from './record-proofs.ts';
import { actorWords, deedWords, factsWords, remarkIn, stepReason } from './record-words.ts';

const overview: MakeSection = (view) => {
  const { case: value, words, procedure, now } = view;
  const { t, at } = words;
  const row = (name: string, text: string): FactRow => [t(`record.label.${name}`), text];
  const status = value.outcome ? t(`case.outcome.${value.outcome}`) : t(`case.status.${value.status}`);
  const spent = daysAndHours(spentMs(value, now, procedure), procedure);
  const time = t('record.workingTime', { days: spent.days, hours: Math.round(spent.hours * 10) / 10 });
  return section(view, 'overview', [
    ...facts([
      row('code', value._id),
      row('kind', t(`case.kind.${value.kind}`)),
      row('status', status),
      row('requester', named(value.requester)),
      row('supervisor', named(value.supervisor)),
      row('authorisedBy', named(value.authorisedBy)),
      row('assignee', named(value.assignee)),
      row('openedAt', at(value.createdAt)),
      row('closedAt', at(value.closedAt)),
      row('deskTime', time),
      row('remark', value.remark ?? ''),
      row('parent', value.parentId ?? ''),
      /* What it cites is about accounts: a request about none has nothing of it. */
      row('procedure', procedure.kinds[value.kind]?.target === 'none' ? '' : procedure.source),
    ]),
  ]);
};

const request: MakeSection = (view) => {
  const { case: value, words, procedure } = view;
  const rules = procedure.kinds[value.kind]?.fields ?? [];
  const rows = rules.map(
    ({ id }): FactRow => [
      words.t(`field.label.${id}`),
      formatField(id, value.fields[id], words.t, words.lang),
    ],
  );
  return section(view, 'request', facts(rows));
};

const account: MakeSection = (view) => {
  const { case: value, words } = view;
  const { target } = value;
  const { t } = words;
  const contract = [target?.contractNumber, words.day(target?.contractEnd)].filter(Boolean).join(' · ');
  return section(
    view,
    'account',
    facts([
      [
        t('record.label.address'),
        value.account?.email ?? target?.userPrincipalName ?? value.proposal?.address ?? '',
      ],
      [t('record.label.holder'), target?.name ?? ''],
      [t('record.label.position'), [target?.position, target?.department].filter(Boolean).join(', ')],
      [t('record.label.contract'), contract],
    ]),
  );
};

/** What people decided and answered; the desk's own steps are told elsewhere. */
const MACHINE: ReadonlySet<string> = new Set([
  'step',
  'prepared',
  'begin',
  'remind',
  'reveal',
  'child_settled',
]);

const decisions: MakeSection = (view) => {
  const { case: value, words } = view;
  const { t, at } = words;
  const told = value.history.filter((one) => !MACHINE.has(one.what));
  const rows = told.map((entry) => {
    const remark = view.reader === 'desk' || PUBLIC_REMARKS.has(entry.what) ? remarkIn(entry, value) : '';
    return {
      cells: [at(entry.at), actorWords(entry, words), deedWords(entry, words)],
      ...(remark && { under: remark }),
    };
  });
  return section(
    view,
    'decisions',
    tableOf(
      [
        ['when', 0.22],
        ['who', 0.4],
        ['what', 0.38],
      ],
      rows,
      t,
    ),
  );
};

/** Words that were said to whoever asked, and not within the desk. */
const PUBLIC_REMARKS: ReadonlySet<string> = new Set([
  'reject',
  'not_authorise',
  'reopen',
  'request_data',
  'add_data',
  'resolve_by_hand',
]);

const steps: MakeSection = (view) => {
  const { case: value, words, reader } = view;
  const { t, at } = words;
  const voice = reader === 'desk' ? 'name' : 'plain';
  const rows = value.steps.map((step) => {
    const by = step.by ? `${step.by.name}: ${step.note ?? ''}` : '';
    const proof =
      step.evidence === undefined ? '' : t('record.readBack', { facts: factsWords(step.evidence, words) });
    const under = reader === 'desk' ? [stepReason(step, words), by, proof].filter(Boolean).join(' · ') : '';
    return {
      cells: [
        t(`step.${voice}.${step.kind}`),
        t(`card.step.state.${step.state}`),
        at(step.startedAt),
        at(step.endedAt),
      ],
      ...(under && { under }),
    };
  });
  return section(
    view,
    'steps',
    tableOf(
      [
        ['step', 0.4],
        ['state', 0.16],
        ['from', 0.22],
        ['until', 0.22],
      ],
      rows,
      t,
    ),
  );
};

/** The sections of a record, in their order; one without content is left out. */
export const SECTIONS: readonly MakeSection[] = [
  overview,
  request,
  account,
  decisions,
  steps,
  backup,
  delivery,
  delays,
  notes,
  mails,
  sentMails,
  survey,
  messages,
  history,
];
