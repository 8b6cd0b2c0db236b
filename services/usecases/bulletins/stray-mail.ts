import type { BulletinData, BulletinOf } from '../../domain/bulletin.ts';
import { refuse } from '../../domain/command.ts';
import type { Deps } from '../deps.ts';
import type { Asker } from '../desk.ts';
import { findCase } from '../find-case.ts';
import { postBulletin } from '../post-bulletin.ts';
import { personBehind, putOnCase } from '../receive-mail.ts';
import { strayIdOf } from '../stray-mail.ts';
import type { BulletinAct, BulletinHandler } from './handler.ts';

type Stray = BulletinOf<'stray_mail'>;

/** What one of them did with it is done for all who were told. */
async function settle(
  deps: Deps,
  { _id, data, personId }: Stray,
  asker: Asker,
  became: Pick<BulletinData<'stray_mail'>, 'done' | 'code'>,
) {
  const by = asker.actor.person.name;
  const after = (before: BulletinData<'stray_mail'>) => ({ ...before, ...became, by });
  const key = _id.slice(_id.lastIndexOf(':') + 1);
  for (const other of data.told.filter((one) => one !== personId)) {
    const its = { id: strayIdOf(other, key), kind: 'stray_mail', personId: other } as const;
    await postBulletin(deps, its, (current) =>
      current && !current.finished ? { data: after(current.data), finished: true } : undefined,
    );
  }
  return { ok: true, finished: true, change: after } as const;
}

const attach: BulletinAct<'stray_mail'> = async (deps, bulletin, { values }, asker) => {
  const value = await findCase(deps, values.code ?? '', asker);
  if (!value) return refuse('unknown_case');
  const mail = await deps.inbox.message(bulletin.data.mailId);
  if (!mail) return refuse('mail_gone');
  const unknown = { id: mail.from, name: mail.name || mail.from, email: mail.from };
  const from = (bulletin.data.why !== 'unverified' && (await personBehind(deps, mail.from))) || unknown;
  const outcome = await putOnCase(deps, value, mail, from, asker.actor);
  return outcome.ok ? settle(deps, bulletin, asker, { done: 'put', code: value._id }) : outcome;
};

const dismiss: BulletinAct<'stray_mail'> = (deps, bulletin, _press, asker) =>
  settle(deps, bulletin, asker, { done: 'dismissed', code: bulletin.data.code });

/** Put on the case that somebody names, or left where it is. */
export const strayMailHandler: BulletinHandler<'stray_mail'> = { acts: { attach, dismiss } };
