import { randomInt } from 'node:crypto';
import { renderReveal } from '../cards/reveal.ts';
import { AppError } from '../services/domain/errors.ts';
import type { Deps } from '../services/usecases/deps.ts';
import type { Desk } from '../services/usecases/desk.ts';
import { fileHostRule, ownAddressRule } from './allowed-hosts.ts';
import type { CardDeps } from './card-actions.ts';
import {
  attachmentsOf,
  backupsOf,
  chatLinkOf,
  directoryOf,
  documentsOf,
  evidenceOf,
  filesOf,
  historyKeyOf,
  procedureOf,
} from './compose-adapters.ts';
import type { Opened, Trial } from './compose-open.ts';
import { REAL_CLOCK } from './desk-clock.ts';
import { consentMessage, linkMessage } from './file-messages.ts';
import { rememberingAskers } from './known-askers.ts';
import { type Outbox, realPace } from './outbox.ts';
import { fieldReader } from './read-fields.ts';
import type { BotDeps } from './teams-bot.ts';
import { createMessenger } from './teams-messenger.ts';
import { TurnLock } from './turn-lock.ts';
import type { Worker } from './worker.ts';

/** The conversation's own parts. */
export type ChatParts = Pick<CardDeps, 'dialogs' | 'recognise'>;

/** Parts that need one another: each is looked up when it is used. */
export interface Later {
  readAnswer?: Deps['readAnswer'];
  desk?: Desk;
  worker?: Worker;
}

/** What the use cases stand on. Throws `AppError('settings_invalid')` where no such procedure exists. */
export async function deskDeps(opened: Opened, outbox: Outbox, later: Later, trial?: Trial): Promise<Deps> {
  const { config, log, stores, listener, sandbox, tenant } = opened;
  const { cases, figures, bulletins, people, register, addresses, lists, settings, conversations } = stores;
  const deskLater = () => {
    if (!later.desk) throw new AppError('unexpected', { detail: { reason: 'desk_not_composed' } });
    return later.desk;
  };
  return {
    ...(await directoryOf(config, tenant, listener.port, sandbox, log)),
    ...{ cases, figures, bulletins, people, register, addresses, lists, settings, tenant, log },
    procedure: { ...procedureOf(config), ...trial?.procedure },
    messenger: createMessenger({
      ...{ outbox, conversations, desk: deskLater, locale: config.locale, log },
      fileMessage: fileMessageOf(opened),
    }),
    backups: backupsOf(config, tenant),
    attachments: attachmentsOf(config),
    readAnswer: async (value, text) => (later.readAnswer ? later.readAnswer(value, text) : {}),
    ...documentsOf(),
    evidence: evidenceOf(config),
    files: filesOf(config, mayReach(opened), opened.clock ?? REAL_CLOCK),
    clock: opened.clock ?? REAL_CLOCK,
    historyKey: await historyKeyOf(config, settings),
    randomInt: (below) => randomInt(below),
    chatLink: chatLinkOf(config),
    wake: () => later.worker?.wake(),
  };
}

/** What a turn of the chat stands on. */
export function botDeps(opened: Opened, deps: Deps, desk: Desk, outbox: Outbox, chat: ChatParts): BotDeps {
  const { conversations, feedback } = opened.stores;
  const { clock } = deps;
  return {
    ...chat,
    ...{ outbox, conversations, feedback, clock, desk },
    log: opened.log,
    lock: new TurnLock({ conversations, clock }),
    whoIs: rememberingAskers(desk.whoIs, clock),
    locale: opened.config.locale,
    mailDomain: opened.tenant.mailDomain,
    fileMessage: fileMessageOf(opened),
    files: deps.files,
    mayUpload: mayReach(opened),
    pace: realPace,
    readFields: fieldReader({ desk, mailDomain: opened.tenant.mailDomain }),
    revealCard: (view, access) => renderReveal(access, view),
  };
}

const fileMessageOf = (opened: Opened) => (opened.sandbox ? linkMessage(ownAddress(opened)) : consentMessage);

/** This server as the machine itself reaches it. */
export const ownAddress = ({ listener }: Opened) => `http://127.0.0.1:${listener.port}`;

/** Where files of people are fetched from and put to. */
function mayReach({ sandbox, listener, tenant }: Opened): (url: URL) => boolean {
  return sandbox ? ownAddressRule(listener.port) : fileHostRule(tenant.fileHosts);
}
