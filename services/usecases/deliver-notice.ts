import type { Case, Post } from '../domain/case.ts';
import type { PersonRef } from '../domain/person.ts';
import { isTimely } from '../domain/timely-notices.ts';
import type { Audience, Notice, Work } from '../domain/work.ts';
import { withWork } from './commit-case.ts';
import type { Deps } from './deps.ts';
import { roleMembers } from './role-members.ts';
import { type Settlement, without } from './settlement.ts';
import { isSuperseded } from './superseded.ts';

type NoticeWork = Extract<Work, { type: 'notice' }>;

/** Notices that only make sense to somebody who was shown the case before. */
const ONLY_IF_SHOWN: readonly Notice[] = ['withdrawn'];

/**
 * Sends a notice to each person of its audience who has not had it. Whoever cannot be reached in chat gets an
 * e-mail instead. One person a call, so that a crash repeats at most one message.
 */
export async function deliverNotice(deps: Deps, value: Case, work: NoticeWork): Promise<Settlement> {
  if (!isTimely(work.notice, value)) return (current) => without(current, work);
  const people = await audienceOf(deps, value, work.to);
  const left = people.filter(
    (one) =>
      !work.sentTo.includes(one.id) &&
      (!ONLY_IF_SHOWN.includes(work.notice) || value.posts.some((post) => post.personId === one.id)),
  );
  const person = left[0];
  if (!person) return (current) => without(current, work);
  const outcome = await deps.messenger.send(work.notice, value, person.id);
  return (current) => {
    const told = {
      ...current,
      work: current.work.map((one) =>
        one.id === work.id ? { ...work, sentTo: [...work.sentTo, person.id] } : one,
      ),
    };
    const settled = left.length === 1 ? without(told, work) : told;
    if (!outcome.sent)
      return withWork(deps, settled, [{ type: 'mail', notice: work.notice, personId: person.id }]);
    const post: Post = {
      id: `${work.id}:${person.id}`,
      notice: work.notice,
      personId: person.id,
      conversation: outcome.conversation,
      activityId: outcome.activityId,
      stage: value.stage,
    };
    const posts = [...current.posts, post];
    const replaces = posts.some((one) => isSuperseded(posts, one));
    return withWork(
      deps,
      { ...settled, posts },
      replaces || current.stage !== value.stage ? [{ type: 'refresh' }] : [],
    );
  };
}

/** Those whom the authorisation was passed on from, but for whoever gave it in the end. */
function absentFrom({ passedOn, history }: Case): readonly PersonRef[] {
  const decided = history.findLast((one) => one.what === 'authorise' || one.what === 'not_authorise')?.by;
  const people = (passedOn ?? []).flatMap((one) => (one.from ? [one.from] : []));
  return people.filter(
    (one, at) => one.id !== decided?.id && people.findIndex((other) => other.id === one.id) === at,
  );
}

/** Of the two who decided a mass deactivation, the one who did not ask for its return. */
function counterpartOf({ requester, mass }: Case): readonly PersonRef[] {
  const two = [requester, mass?.approvedBy].filter((one) => one !== undefined);
  return two.filter((one) => one.id !== mass?.back?.askedBy.id);
}

/** Who a notice is for now. A specialist's own request goes to the others, or to the desk leads. */
export async function audienceOf(deps: Deps, value: Case, audience: Audience): Promise<readonly PersonRef[]> {
  switch (audience) {
    case 'requester':
      return [value.requester];
    case 'supervisor':
      return value.supervisor ? [value.supervisor] : roleMembers(deps, 'deskLead');
    case 'recipient':
      return value.delivery ? [value.delivery.recipient] : [];
    case 'absent':
      return absentFrom(value);
    case 'counterpart':
      return counterpartOf(value);
    case 'approver':
      return value.mass?.approvedBy ? [value.mass.approvedBy] : [];
    case 'deskLeads':
      return roleMembers(deps, 'deskLead');
    case 'specialists': {
      if (value.assignee) return [value.assignee];
      const own = [value.requester.id, value.target?.id];
      const others = (await roleMembers(deps, 'specialist')).filter((one) => !own.includes(one.id));
      return others.length > 0
        ? others
        : (await roleMembers(deps, 'deskLead')).filter((one) => !own.includes(one.id));
    }
  }
}
